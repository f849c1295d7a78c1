package org.interesttracker.quality;

import java.io.Serializable;

/**
 * How the quality of lists is measured.
 *
 * @param window how many of the latest items a moving window holds
 * @param fading what the weight of an item is multiplied by with each that comes after it, below 1
 * @param every after so many items the figures of a model are sent
 * @param driftTolerance how far the hit rate may be below its mean without adding up to an alarm,
 *     in standard deviations of a hit
 * @param driftThreshold how much less than expected is an alarm, in the same
 */
public record QualitySettings(
    int window, double fading, int every, double driftTolerance, double driftThreshold)
    implements Serializable {}
