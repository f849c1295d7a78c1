package org.interesttracker.recommend;

import java.io.Serializable;

/**
 * What governs recommendations.
 *
 * @param topK how many items a list has at the most
 * @param candidates how many items each model may propose
 * @param itemCfWeight the share of item-based collaborative filtering in the blend
 * @param sequenceWeight the share of the sequence model in the blend
 * @param excludeMet whether items that the user has met stay out of the list
 */
public record RecommendSettings(
    int topK, int candidates, double itemCfWeight, double sequenceWeight, boolean excludeMet)
    implements Serializable {}
