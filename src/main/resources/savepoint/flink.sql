-- Plain Flink SQL on ${path}, with interest-tracker-job.jar on the class path.
SET 'execution.runtime-mode' = 'batch';
SET 'table.local-time-zone' = 'UTC';

CREATE TABLE track_interest (
  user_id STRING,
  user_state ROW<firstSeen BIGINT, lastSeen BIGINT, events BIGINT, modelVersion STRING, interest ARRAY<FLOAT>,
    topicsAsOf BIGINT, topics ARRAY<ROW<topic STRING, weight DOUBLE, `share` DOUBLE>>,
    eventCounts ARRAY<ROW<type STRING, events BIGINT>>,
    recentEvents ARRAY<ROW<place INT, `time` BIGINT, type STRING, itemId STRING, weight DOUBLE>>,
    preferences ARRAY<ROW<kind STRING, about STRING, steps INT>>>,
  consents ARRAY<ROW<since BIGINT, granted ARRAY<STRING>, withdrawn ARRAY<STRING>, agreement STRING>>,
  PRIMARY KEY (user_id) NOT ENFORCED
) WITH (
  'connector' = 'savepoint', 'state.backend.type' = 'rocksdb', 'state.path' = '${path}',
  'operator.uid' = 'track-interest',
  'fields.user_state.state-name' = 'user', 'fields.user_state.value-type-factory' = '${types}$User',
  'fields.consents.state-type' = 'value', 'fields.consents.value-type-factory' = '${types}$Consents'
);

CREATE TABLE recommend (
  user_id STRING,
  met MAP<STRING, BIGINT>,
  lists ROW<number BIGINT, usersWithEvents STRING, items ARRAY<ROW<place INT, itemId STRING>>,
    terms ARRAY<ROW<place INT, model STRING, term DOUBLE>>>,
  PRIMARY KEY (user_id) NOT ENFORCED
) WITH (
  'connector' = 'savepoint', 'state.backend.type' = 'rocksdb', 'state.path' = '${path}',
  'operator.uid' = 'recommend',
  'fields.met.value-type-factory' = '${types}$Met',
  'fields.lists.state-name' = 'last-lists', 'fields.lists.value-type-factory' = '${types}$Lists'
);

CREATE TABLE learn_similarity (
  item_id STRING,
  totals ROW<counts ARRAY<DOUBLE>, asOf BIGINT>,
  pairs MAP<STRING, ROW<counts ARRAY<DOUBLE>, asOf BIGINT>>,
  PRIMARY KEY (item_id) NOT ENFORCED
) WITH (
  'connector' = 'savepoint', 'state.backend.type' = 'rocksdb', 'state.path' = '${path}',
  'operator.uid' = 'learn-similarity',
  'fields.totals.state-name' = 'counts', 'fields.totals.value-type-factory' = '${types}$Counts',
  'fields.pairs.value-type-factory' = '${types}$Pairs'
);

CREATE TABLE prequential_quality (
  model STRING,
  quality ARRAY<ROW<figure STRING, `over` STRING, `value` DOUBLE, low DOUBLE, high DOUBLE, samples DOUBLE,
    `time` BIGINT>>,
  PRIMARY KEY (model) NOT ENFORCED
) WITH (
  'connector' = 'savepoint', 'state.backend.type' = 'rocksdb', 'state.path' = '${path}',
  'operator.uid' = 'prequential-quality',
  'fields.quality.state-type' = 'value', 'fields.quality.value-type-factory' = '${types}$Quality'
);

CREATE VIEW users AS
  SELECT s.user_id, TO_TIMESTAMP_LTZ(s.user_state.firstSeen, 3) AS first_seen,
    TO_TIMESTAMP_LTZ(s.user_state.lastSeen, 3) AS last_seen, s.user_state.events AS events,
    s.user_state.modelVersion AS model_version, s.user_state.interest AS interest
  FROM track_interest AS s WHERE s.user_state IS NOT NULL;

CREATE VIEW user_topics AS
  SELECT s.user_id, t.topic, t.weight, t.`share`, TO_TIMESTAMP_LTZ(s.user_state.topicsAsOf, 3) AS as_of
  FROM track_interest AS s CROSS JOIN UNNEST(s.user_state.topics) AS t (topic, weight, `share`);

CREATE VIEW user_event_counts AS
  SELECT s.user_id, t.type, t.events
  FROM track_interest AS s CROSS JOIN UNNEST(s.user_state.eventCounts) AS t (type, events);

CREATE VIEW recent_events AS
  SELECT s.user_id, t.place, TO_TIMESTAMP_LTZ(t.millis, 3) AS `time`, t.type, t.item_id, t.weight
  FROM track_interest AS s
    CROSS JOIN UNNEST(s.user_state.recentEvents) AS t (place, millis, type, item_id, weight);

CREATE VIEW user_preferences AS
  SELECT s.user_id, t.kind, t.about, t.steps
  FROM track_interest AS s CROSS JOIN UNNEST(s.user_state.preferences) AS t (kind, about, steps);

CREATE VIEW consents AS
  SELECT s.user_id, TO_TIMESTAMP_LTZ(t.since, 3) AS `time`, t.granted, t.withdrawn, t.agreement
  FROM track_interest AS s
    CROSS JOIN UNNEST(s.consents) AS t (since, granted, withdrawn, agreement);

CREATE VIEW met AS
  SELECT s.user_id, t.item_id, TO_TIMESTAMP_LTZ(t.millis, 3) AS `time`
  FROM recommend AS s CROSS JOIN UNNEST(s.met) AS t (item_id, millis) WHERE t.millis IS NOT NULL;

CREATE VIEW lists AS
  SELECT s.user_id, t.place, t.item_id, s.lists.number AS number
  FROM recommend AS s CROSS JOIN UNNEST(s.lists.items) AS t (place, item_id);

CREATE VIEW list_terms AS
  SELECT s.user_id, t.place, t.model, s.lists.usersWithEvents AS users_with_events, t.term
  FROM recommend AS s CROSS JOIN UNNEST(s.lists.terms) AS t (place, model, term);

CREATE VIEW item_counts AS
  SELECT s.item_id, s.totals.counts AS counts, TO_TIMESTAMP_LTZ(s.totals.asOf, 3) AS as_of
  FROM learn_similarity AS s;

CREATE VIEW pair_counts AS
  SELECT s.item_id, t.other_id, t.pair.counts AS counts, TO_TIMESTAMP_LTZ(t.pair.asOf, 3) AS as_of
  FROM learn_similarity AS s CROSS JOIN UNNEST(s.pairs) AS t (other_id, pair);

CREATE VIEW quality AS
  SELECT s.model, t.figure, t.`over`, t.`value`, t.low, t.high, t.samples,
    TO_TIMESTAMP_LTZ(t.millis, 3) AS `time`
  FROM prequential_quality AS s
    CROSS JOIN UNNEST(s.quality) AS t (figure, `over`, `value`, low, high, samples, millis);
