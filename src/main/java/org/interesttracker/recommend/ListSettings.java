package org.interesttracker.recommend;

import java.io.Serializable;
import java.util.List;

/**
 * What governs which of the blend's best make a list.
 *
 * @param diversity how much of the expected NDCG of a list may be given for the mean distance of
 *     its pairs, see {@link ListMaker}; 0 for none
 * @param calibration how much of it for the divergence from the user's topics; 0 for none
 * @param allowedCategories only items of one of these may be listed; empty for all items
 * @param bannedCategories no item of one of these may be listed
 * @param maxAge how old an item may be, by its time in the catalog, in milliseconds; 0 for any age
 * @param perCategory how many items of one category a list may have; 0 for any number
 * @param minimumScore items are listed whose score is above it
 */
public record ListSettings(
    double diversity,
    double calibration,
    List<String> allowedCategories,
    List<String> bannedCategories,
    long maxAge,
    int perCategory,
    double minimumScore)
    implements Serializable {}
