package org.interesttracker.training;

import java.util.List;
import java.util.Map;
import org.interesttracker.model.Projection;

/**
 * Data as a model is trained on it, for any number of runs.
 *
 * @param projections by encoder id, fitted on the texts
 * @param items the catalog, then further items of the events
 * @param timelines one a user
 * @param description for the model's card: file names, checksums, counts
 */
record TrainingSet(
    Map<String, Projection> projections,
    ItemBases items,
    List<Timeline> timelines,
    Map<String, String> description) {}
