package org.interesttracker.bench;

import org.interesttracker.interest.InterestUpdate;
import org.interesttracker.recommend.Recommendation;

/**
 * What the job wrote last: what the engine writes alone is like it, so that both have as many
 * bytes.
 */
record JobSamples(Sample<InterestUpdate> update, Sample<Recommendation> list) {}
