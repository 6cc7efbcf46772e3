-- What is forgotten by its age is found by it. Rows are written in the order of their times.
create index notice_at on notice using brin (at);
create index delivery_changed on delivery using brin (changed_at);
