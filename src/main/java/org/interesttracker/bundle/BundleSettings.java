package org.interesttracker.bundle;

import java.io.Serializable;

/**
 * When a bundle is done.
 *
 * @param size how many records at the most
 * @param ageMillis how long the first of them waits at the most, processing time
 */
public record BundleSettings(int size, long ageMillis) implements Serializable {}
