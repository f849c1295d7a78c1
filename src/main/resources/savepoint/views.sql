CREATE VIEW interests AS
  SELECT topic, count(*) FILTER (weight > 0) AS users, round(sum(weight), 3) AS weight,
    round(avg(share) FILTER (weight > 0), 4) AS mean_share
  FROM user_topics GROUP BY topic;
COMMENT ON VIEW interests IS 'Topics over all users.';
COMMENT ON COLUMN interests.users IS 'how many like it';
COMMENT ON COLUMN interests.weight IS 'sum of the users'' weights, each as of the user''s latest event';
COMMENT ON COLUMN interests.mean_share IS 'of the interest of those who like it, 0 to 1';

CREATE VIEW top_topics AS
  SELECT user_id, string_agg(format('{} {:.0f} %', topic, 100 * share), ', ' ORDER BY place) AS top_topics
  FROM (SELECT *, row_number() OVER (PARTITION BY user_id ORDER BY weight DESC, topic) AS place
    FROM user_topics WHERE weight > 0)
  WHERE place <= 3 GROUP BY user_id;
COMMENT ON VIEW top_topics IS 'The three heaviest topics of each user, in one line, with their shares.';
