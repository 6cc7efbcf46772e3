create table touch (lead_id text not null, product_line text, check (product_line <> 'poison'));
