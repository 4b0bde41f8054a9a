GRANT USAGE ON SCHEMA sample TO liuhen_app;
CREATE TABLE fact (id int PRIMARY KEY);
GRANT INSERT, SELECT ON fact TO liuhen_app;
