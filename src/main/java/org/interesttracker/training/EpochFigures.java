package org.interesttracker.training;

/**
 * How an epoch went.
 *
 * @param epoch from 1
 * @param loss mean training loss of the epoch
 * @param hitRate HR@10 on the events held back, whole catalog without items met
 * @param ndcg NDCG@10
 * @param mrr mean reciprocal rank
 * @param best whether it is the best so far by NDCG@10
 */
record EpochFigures(
    int epoch, double loss, double hitRate, double ndcg, double mrr, boolean best) {}
