package org.interesttracker.recommend;

/**
 * How a user's last list did against what the user then met for the first time.
 *
 * @param model whose list
 * @param k its length at the most
 * @param hits how many of the items were in it
 * @param items how many items the user met for the first time
 */
public record ListScore(String model, int k, int hits, int items) {}
