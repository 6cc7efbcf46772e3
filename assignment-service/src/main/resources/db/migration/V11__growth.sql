-- The latest lead of a company first: most leads of some companies are those of everybody.
drop index lead_company;
create index lead_company on lead (company, received_at desc, lead_id) where company is not null;

-- What is forgotten by its age is found by it.
create index shadow_decision_at on shadow_decision using brin (at);
create index decision_at on decision using brin (at);

-- As the ids of leads elsewhere: an index of another collation is no use for joining with them, so
-- that a simulation read all decisions for every single lead.
alter table decision alter column lead_id type text collate "C";
