package org.interesttracker.evaluation;

import org.interesttracker.interest.InterestUpdate;

/**
 * What is the same for all models when a target is scored.
 *
 * @param target the item's number
 * @param user the user's number
 * @param events how many events of the user came before
 * @param candidates how many items are ranked
 * @param coldCandidates how many of them nobody has met
 * @param interest of the user, after those events
 * @param progress the share of all targets that came before, 0 to below 1
 */
record Situation(
    int target,
    int user,
    int events,
    int candidates,
    int coldCandidates,
    InterestUpdate interest,
    double progress) {}
