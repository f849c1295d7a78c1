package org.interesttracker.recommend;

/**
 * How a model's last list for a user did against one item that the user then met for the first
 * time.
 *
 * @param model whose list
 * @param k its length at the most
 * @param rank the item's place in it, 1 to k; 0 if it was not there
 */
public record ListScore(String model, int k, int rank) {}
