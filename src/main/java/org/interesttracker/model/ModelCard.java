package org.interesttracker.model;

import java.util.Map;

/**
 * What a model is, how it was made and how good it is.
 *
 * @param version the first 12 hex digits of the SHA-256 of the weights file
 * @param sha256 of the weights file
 * @param data what it was trained on: file names, counts, checksums
 * @param parameters every setting of the training run, seed included
 * @param figures validation figures by name
 */
public record ModelCard(
    String version,
    String sha256,
    Map<String, String> data,
    Map<String, String> parameters,
    Map<String, Double> figures) {}
