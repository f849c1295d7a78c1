package org.interesttracker.training;

import java.util.Map;
import org.interesttracker.model.Projection;

/**
 * Texts in the model's vector space.
 *
 * @param projections by encoder id, fitted on the texts
 * @param vectors by text, length D, L2 norm 1
 */
record TextSpace(Map<String, Projection> projections, Map<String, float[]> vectors) {}
