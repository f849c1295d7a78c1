package org.interesttracker.dataset;

import java.util.List;

/**
 * What an import did.
 *
 * @param rejected how many rows gave nothing
 * @param firstRejections the first of them, as sentences
 */
record ImportSummary(long events, long items, long rejected, List<String> firstRejections) {}
