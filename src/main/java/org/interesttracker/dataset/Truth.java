package org.interesttracker.dataset;

import java.util.List;

/**
 * What is known of a generated user.
 *
 * @param kind change, drift or stable
 * @param language ISO 639-1 of what the user prefers
 * @param changeTime ISO-8601, the moment from which only the new topics hold; null unless change
 * @param oldTopics names as they stand in categories, strongest first
 * @param newTopics the same after the change, or at the end of the drift; null if stable
 */
record Truth(
    String userId,
    String kind,
    String language,
    String changeTime,
    List<String> oldTopics,
    List<String> newTopics) {}
