-- The trail is filtered also by indicator, line item and period, and tells the basis. Made anew from the first event.
DROP TABLE history;
DELETE FROM position WHERE processor = 'history';

CREATE TABLE history (
    report_id   varchar(120) NOT NULL,
    version     bigint       NOT NULL,
    event_id    varchar(36)  NOT NULL,
    type        varchar(60)  NOT NULL,
    recorded_at timestamptz  NOT NULL,
    actor_id    varchar(120) NOT NULL,
    actor       json         NOT NULL,
    section     varchar(64),
    indicator   varchar(64),
    line_item   varchar(64),
    summary     text         NOT NULL,
    changes     json         NOT NULL,
    reason      text,
    basis       text,
    request_id  varchar(60)  NOT NULL,
    weight      int          NOT NULL,
    PRIMARY KEY (report_id, version)
);
COMMENT ON COLUMN history.weight IS 'about how many characters it takes to tell it: what a page is measured by';
CREATE INDEX history_time ON history (report_id, recorded_at, version);
CREATE INDEX history_section ON history (report_id, section, version);
CREATE INDEX history_actor ON history (report_id, actor_id, version);
CREATE INDEX history_type ON history (report_id, type, version);
CREATE INDEX history_indicator ON history (report_id, indicator, version) WHERE indicator IS NOT NULL;
CREATE INDEX history_line_item ON history (report_id, line_item, version) WHERE line_item IS NOT NULL;
