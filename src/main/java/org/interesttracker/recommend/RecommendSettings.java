package org.interesttracker.recommend;

import java.io.Serializable;
import java.util.List;

/**
 * What governs recommendations.
 *
 * @param models the names of those that take part, see {@link Scorers}
 * @param topK how many items a list has at the most
 * @param candidates how many items each model may propose
 * @param recencyDecay what the weight of the user's recent items is multiplied by from one to the
 *     next older one; 1 for none
 * @param excludeMet whether items that the user has met stay out of the list
 */
public record RecommendSettings(
    List<String> models,
    int topK,
    int candidates,
    double recencyDecay,
    boolean excludeMet,
    BlendSettings blend)
    implements Serializable {}
