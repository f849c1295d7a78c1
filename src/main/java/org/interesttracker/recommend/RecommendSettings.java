package org.interesttracker.recommend;

import java.io.Serializable;
import java.util.List;
import org.interesttracker.similarity.UserSimilarity;

/**
 * What governs recommendations.
 *
 * @param models the names of those that take part, see {@link Scorers}
 * @param topK how many items a list has at the most
 * @param candidates how many items each model may propose
 * @param exactUpTo how many items a catalog has at the most in which every item is scored
 * @param excludeMet whether items that the user has met stay out of the list
 * @param newItems how many places of a list are kept for items that nobody has met
 * @param exploration in which share of the lists one place is explored, 0 to 1
 * @param turnedDown how much an item of a weight of -1 takes from one of the same text, see {@link
 *     TurnedDown}
 * @param lists which of the blend's best make a list
 * @param blend how the models' weights are learned
 * @param interestThreshold of the model {@link Threshold}
 * @param userPoolSize among how many users {@link UserCf} looks for similar ones
 * @param userSimilarity and by what
 */
public record RecommendSettings(
    List<String> models,
    int topK,
    int candidates,
    int exactUpTo,
    boolean excludeMet,
    int newItems,
    double exploration,
    double turnedDown,
    ListSettings lists,
    BlendSettings blend,
    double interestThreshold,
    int userPoolSize,
    UserSimilarity userSimilarity)
    implements Serializable {}
