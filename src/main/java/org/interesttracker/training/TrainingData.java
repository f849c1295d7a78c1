package org.interesttracker.training;

import java.util.List;
import java.util.Map;
import org.interesttracker.event.CatalogItem;
import org.interesttracker.event.Event;

/**
 * What a model is trained on.
 *
 * @param catalog one item an id, in the order of the file
 * @param events in the order of the file
 * @param badLines lines of both files that could not be used
 * @param description for the model's card: file names, checksums, counts
 */
record TrainingData(
    List<CatalogItem> catalog,
    List<Event> events,
    long badLines,
    Map<String, String> description) {}
