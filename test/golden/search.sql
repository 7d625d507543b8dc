-- Observation
select null::int8 as matched, v.type, p.id, v.version, v.last_updated, v.deleted, v.method, case when coalesce(sum(octet_length(v.content)) over (order by p.id desc rows between unbounded preceding and 1 preceding), 0) < 1000000 then v.content end as content
from (select t.id, t.version
   from index."observation" t
   where t.practice = $1
   order by t.id desc
   limit $2) p
left join resource_version v on v.practice = $3 and v.type = $4 and v.id = p.id and v.version = p.version
order by p.id desc
-- [0,21,0,"Observation"]

-- Observation (next page)
select null::int8 as matched, v.type, p.id, v.version, v.last_updated, v.deleted, v.method, case when coalesce(sum(octet_length(v.content)) over (order by p.id desc rows between unbounded preceding and 1 preceding), 0) < 1000000 then v.content end as content
from (select t.id, t.version
   from index."observation" t
   where t.practice = $1 and t.id < $2::text
   order by t.id desc
   limit $3) p
left join resource_version v on v.practice = $4 and v.type = $5 and v.id = p.id and v.version = p.version
order by p.id desc
-- [0,"id-5",21,0,"Observation"]

-- Observation?_id=id-1,id-2
with m as materialized (
  select t.id, t.version
  from index."observation" t
  where t.practice = $1 and t.id = any($2::text[])
  limit $3
), n as materialized (
  select count(*) as matched from m
)
select n.matched as matched, v.type, p.id, v.version, v.last_updated, v.deleted, v.method, case when coalesce(sum(octet_length(v.content)) over (order by p.id desc rows between unbounded preceding and 1 preceding), 0) < 1000000 then v.content end as content
from n left join lateral (
   (select *
   from m
   where n.matched <= $4
   order by m.id desc
   limit $5)
   union all
   (select t.id, t.version
   from index."observation" t
   where n.matched > $6 and t.practice = $7 and (t.id = any($8::text[])) is true
   order by t.id desc
   limit $9)
) p on true
left join resource_version v on v.practice = $10 and v.type = $11 and v.id = p.id and v.version = p.version
order by p.id desc
-- [0,"{\"id-1\",\"id-2\"}",2001,2000,21,2000,0,"{\"id-1\",\"id-2\"}",21,0,"Observation"]

-- Observation?subject=Patient/1
with m as materialized (
  select t.id, t.version
  from index."observation" t
  where t.practice = $1 and t.tokens @> $2::int8[]
  limit $3
), n as materialized (
  select count(*) as matched from m
)
select n.matched as matched, v.type, p.id, v.version, v.last_updated, v.deleted, v.method, case when coalesce(sum(octet_length(v.content)) over (order by p.id desc rows between unbounded preceding and 1 preceding), 0) < 1000000 then v.content end as content
from n left join lateral (
   (select *
   from m
   where n.matched <= $4
   order by m.id desc
   limit $5)
   union all
   (select t.id, t.version
   from index."observation" t
   where n.matched > $6 and t.practice = $7 and (t.tokens @> $8::int8[]) is true
   order by t.id desc
   limit $9)
) p on true
left join resource_version v on v.practice = $10 and v.type = $11 and v.id = p.id and v.version = p.version
order by p.id desc
-- [0,"{#}",2001,2000,21,2000,0,"{#}",21,0,"Observation"]

-- Observation?subject=Patient/1&status=final,amended&_sort=-date
with m as materialized (
  select t.id, t.version, t."date_high" as s1
  from index."observation" t
  where t.practice = $1 and (t.tokens @> $2::int8[] and t.tokens && $3::int8[])
  limit $4
), n as materialized (
  select count(*) as matched from m
)
select n.matched as matched, v.type, p.id, v.version, v.last_updated, v.deleted, v.method, case when coalesce(sum(octet_length(v.content)) over (order by p.s1 desc, p.id desc rows between unbounded preceding and 1 preceding), 0) < 1000000 then v.content end as content, (p.s1 at time zone 'UTC')::text as s1
from n left join lateral (
   (select *
   from m
   where n.matched <= $5
   order by m.s1 desc, m.id desc
   limit $6)
   union all
   (select t.id, t.version, t."date_high" as s1
   from index."observation" t
   where n.matched > $7 and t.practice = $8 and (t.tokens @> $9::int8[]) is true and (t.tokens && $10::int8[]) is true
   order by t."date_high" desc, t.id desc
   limit $11)
) p on true
left join resource_version v on v.practice = $12 and v.type = $13 and v.id = p.id and v.version = p.version
order by p.s1 desc, p.id desc
-- [0,"{#}","{#,#}",2001,2000,21,2000,0,"{#}","{#,#}",21,0,"Observation"]

-- Observation?_sort=-date (next page)
select null::int8 as matched, v.type, p.id, v.version, v.last_updated, v.deleted, v.method, case when coalesce(sum(octet_length(v.content)) over (order by p.s1 desc, p.id desc rows between unbounded preceding and 1 preceding), 0) < 1000000 then v.content end as content, (p.s1 at time zone 'UTC')::text as s1
from (select t.id, t.version, t."date_high" as s1
   from index."observation" t
   where t.practice = $1 and (t."date_high", t.id) < (($2::timestamp at time zone 'UTC'), $3::text)
   order by t."date_high" desc, t.id desc
   limit $4) p
left join resource_version v on v.practice = $5 and v.type = $6 and v.id = p.id and v.version = p.version
order by p.s1 desc, p.id desc
-- [0,"2026-01-01 00:00:00","id-5",21,0,"Observation"]

-- Observation?_sort=-date (previous page)
select null::int8 as matched, v.type, p.id, v.version, v.last_updated, v.deleted, v.method, case when coalesce(sum(octet_length(v.content)) over (order by p.s1, p.id rows between unbounded preceding and 1 preceding), 0) < 1000000 then v.content end as content, (p.s1 at time zone 'UTC')::text as s1
from (select t.id, t.version, t."date_high" as s1
   from index."observation" t
   where t.practice = $1 and (t."date_high", t.id) > (($2::timestamp at time zone 'UTC'), $3::text)
   order by t."date_high", t.id
   limit $4) p
left join resource_version v on v.practice = $5 and v.type = $6 and v.id = p.id and v.version = p.version
order by p.s1 desc, p.id desc
-- [0,"2026-01-01 00:00:00","id-5",21,0,"Observation"]

-- Observation?_lastUpdated=ge2026-01-01&_sort=_lastUpdated
select null::int8 as matched, v.type, p.id, v.version, v.last_updated, v.deleted, v.method, case when coalesce(sum(octet_length(v.content)) over (order by p.s1, p.id rows between unbounded preceding and 1 preceding), 0) < 1000000 then v.content end as content, (p.s1 at time zone 'UTC')::text as s1
from (select t.id, t.version, t.last_updated as s1
   from index."observation" t
   where t.practice = $1 and t."last_updated" >= $2::timestamptz
   order by t.last_updated, t.id
   limit $3) p
left join resource_version v on v.practice = $4 and v.type = $5 and v.id = p.id and v.version = p.version
order by p.s1, p.id
-- [0,"2026-01-01T00:00:00.000Z",21,0,"Observation"]

-- Observation?_sort=date,-_lastUpdated (next page)
select null::int8 as matched, v.type, p.id, v.version, v.last_updated, v.deleted, v.method, case when coalesce(sum(octet_length(v.content)) over (order by p.s1, p.s2 desc, p.id rows between unbounded preceding and 1 preceding), 0) < 1000000 then v.content end as content, (p.s1 at time zone 'UTC')::text as s1, (p.s2 at time zone 'UTC')::text as s2
from (select t.id, t.version, t."date_low" as s1, t.last_updated as s2
   from index."observation" t
   where t.practice = $1 and t."date_low" >= ($2::timestamp at time zone 'UTC') and (t."date_low" > ($3::timestamp at time zone 'UTC') or t."date_low" = ($4::timestamp at time zone 'UTC') and (t.last_updated < ($5::timestamp at time zone 'UTC') or t.last_updated = ($6::timestamp at time zone 'UTC') and t.id > $7::text))
   order by t."date_low", t.last_updated desc, t.id
   limit $8) p
left join resource_version v on v.practice = $9 and v.type = $10 and v.id = p.id and v.version = p.version
order by p.s1, p.s2 desc, p.id
-- [0,"2026-01-01 00:00:00","2026-01-01 00:00:00","2026-01-01 00:00:00","2026-01-02 00:00:00","2026-01-02 00:00:00","id-5",21,0,"Observation"]

-- Observation?status:not=final&_sort=_lastUpdated
select null::int8 as matched, v.type, p.id, v.version, v.last_updated, v.deleted, v.method, case when coalesce(sum(octet_length(v.content)) over (order by p.s1, p.id rows between unbounded preceding and 1 preceding), 0) < 1000000 then v.content end as content, (p.s1 at time zone 'UTC')::text as s1
from (select t.id, t.version, t.last_updated as s1
   from index."observation" t
   where t.practice = $1 and (t.tokens @> $2::int8[]) is not true
   order by t.last_updated, t.id
   limit $3) p
left join resource_version v on v.practice = $4 and v.type = $5 and v.id = p.id and v.version = p.version
order by p.s1, p.id
-- [0,"{#}",21,0,"Observation"]

-- Observation?date=ge2026-01-04&date=lt2026-01-05
with a as materialized (
  select t.id, t.version
  from index."observation" t
  where t.practice = $1 and ((t."date_high" > $2::timestamptz or (t."date_low" >= $3::timestamptz and t."date_low" < $4::timestamptz)) and t."date_low" < $5::timestamptz and t."date_high" >= $6::timestamptz and (t.tokens @> $7::int8[] or (t."date_low" >= $8::timestamptz and t."date_low" <= $9::timestamptz)))
), m as materialized (
  select * from a
  limit $10
), n as materialized (
  select count(*) as matched from m
)
select n.matched as matched, v.type, p.id, v.version, v.last_updated, v.deleted, v.method, case when coalesce(sum(octet_length(v.content)) over (order by p.id desc rows between unbounded preceding and 1 preceding), 0) < 1000000 then v.content end as content
from n left join lateral (
   (select *
   from m
   where n.matched <= $11
   order by m.id desc
   limit $12)
   union all
   (select t.id, t.version
   from index."observation" t
   where n.matched > $13 and t.practice = $14 and ((t."date_high" > $15::timestamptz or (t."date_low" >= $16::timestamptz and t."date_low" < $17::timestamptz))) is true and t."date_low" < $18::timestamptz
   order by t.id desc
   limit $19)
) p on true
left join resource_version v on v.practice = $20 and v.type = $21 and v.id = p.id and v.version = p.version
order by p.id desc
-- [0,"2026-01-05T00:00:00.000Z","2026-01-04T00:00:00.000Z","infinity","2026-01-05T00:00:00.000Z","2026-01-04T00:00:00.000Z","{#}","2025-12-04T00:00:00.000Z","2026-01-05T00:00:00.000Z",2001,2000,21,2000,0,"2026-01-05T00:00:00.000Z","2026-01-04T00:00:00.000Z","infinity","2026-01-05T00:00:00.000Z",21,0,"Observation"]

-- Observation?date=ge2026-01-04&date=lt2026-01-05&_sort=-date (next page)
with a as materialized (
  select t.id, t.version, t."date_high" as s1
  from index."observation" t
  where t.practice = $1 and ((t."date_high" > $2::timestamptz or (t."date_low" >= $3::timestamptz and t."date_low" < $4::timestamptz)) and t."date_low" < $5::timestamptz and t."date_high" >= $6::timestamptz and (t.tokens @> $7::int8[] or (t."date_low" >= $8::timestamptz and t."date_low" <= $9::timestamptz)))
), m as materialized (
  select * from a
  limit $10
), n as materialized (
  select count(*) as matched from m
)
select n.matched as matched, v.type, p.id, v.version, v.last_updated, v.deleted, v.method, case when coalesce(sum(octet_length(v.content)) over (order by p.s1 desc, p.id desc rows between unbounded preceding and 1 preceding), 0) < 1000000 then v.content end as content, (p.s1 at time zone 'UTC')::text as s1
from n left join lateral (
   (select *
   from m
   where n.matched <= $11 and (m.s1 < ($12::timestamp at time zone 'UTC') or m.s1 = ($13::timestamp at time zone 'UTC') and m.id < $14::text)
   order by m.s1 desc, m.id desc
   limit $15)
   union all
   (select *
   from (
   (select t.id, t.version, t."date_high" as s1
   from index."observation" t
   where n.matched > $16 and t.practice = $17 and (t."date_high" >= $18::timestamptz and t."date_high" <= $19::timestamptz) and ((t."date_high" > $20::timestamptz or (t."date_low" >= $21::timestamptz and t."date_low" < $22::timestamptz))) is true and t."date_low" < $23::timestamptz and (t."date_high", t.id) < (($24::timestamp at time zone 'UTC'), $25::text)
   order by t."date_high" desc, t.id desc
   limit $26)
   union all
   (select t.id, t.version, t."date_high" as s1
   from index."observation" t
   where n.matched > $27 and t.practice = $28 and (t.tokens @> $29::int8[] and (t."date_high" < $30::timestamptz or t."date_high" > $31::timestamptz) and t."date_high" >= $32::timestamptz) and ((t."date_high" > $33::timestamptz or (t."date_low" >= $34::timestamptz and t."date_low" < $35::timestamptz))) is true and t."date_low" < $36::timestamptz and (t."date_high", t.id) < (($37::timestamp at time zone 'UTC'), $38::text)
   order by t."date_high" desc, t.id desc
   limit $39)) w
   order by w.s1 desc, w.id desc
   limit $40)
) p on true
left join resource_version v on v.practice = $41 and v.type = $42 and v.id = p.id and v.version = p.version
order by p.s1 desc, p.id desc
-- [0,"2026-01-05T00:00:00.000Z","2026-01-04T00:00:00.000Z","infinity","2026-01-05T00:00:00.000Z","2026-01-04T00:00:00.000Z","{#}","2025-12-04T00:00:00.000Z","2026-01-05T00:00:00.000Z",2001,2000,"2026-01-04 12:00:00","2026-01-04 12:00:00","id-5",21,2000,0,"2026-01-04T00:00:00.000Z","2026-02-06T00:00:00.000Z","2026-01-05T00:00:00.000Z","2026-01-04T00:00:00.000Z","infinity","2026-01-05T00:00:00.000Z","2026-01-04 12:00:00","id-5",21,2000,0,"{#}","2026-01-04T00:00:00.000Z","2026-02-06T00:00:00.000Z","2026-01-04T00:00:00.000Z","2026-01-05T00:00:00.000Z","2026-01-04T00:00:00.000Z","infinity","2026-01-05T00:00:00.000Z","2026-01-04 12:00:00","id-5",21,21,0,"Observation"]

-- Group?member=Patient/1&type=person
with m as materialized (
  select t.id, t.version
  from index."group" t
  where t.practice = $1 and (t.tokens @> $2::int8[] or t.id = any(array(select v.id from value v where v.practice = $3 and v.type = $4 and v.parameter = $5 and v.key = any($6::int8[]) and v.low is not null)) and t.tokens || array(select v.key from value v where v.practice = $7 and v.type = $8 and v.id = t.id and v.parameter = $9) @> $10::int8[])
  limit $11
), n as materialized (
  select count(*) as matched from m
)
select n.matched as matched, v.type, p.id, v.version, v.last_updated, v.deleted, v.method, case when coalesce(sum(octet_length(v.content)) over (order by p.id desc rows between unbounded preceding and 1 preceding), 0) < 1000000 then v.content end as content
from n left join lateral (
   (select *
   from m
   where n.matched <= $12
   order by m.id desc
   limit $13)
   union all
   (select t.id, t.version
   from index."group" t
   where n.matched > $14 and t.practice = $15 and ((t.tokens @> $16::int8[] or t.id = any(array(select v.id from value v where v.practice = $17 and v.type = $18 and v.parameter = $19 and v.key = any($20::int8[]) and v.low is not null)) and t.tokens || array(select v.key from value v where v.practice = $21 and v.type = $22 and v.id = t.id and v.parameter = $23) @> $24::int8[])) is true
   order by t.id desc
   limit $25)
) p on true
left join resource_version v on v.practice = $26 and v.type = $27 and v.id = p.id and v.version = p.version
order by p.id desc
-- [0,"{#,#}",0,"Group",":tokens","{#,#}",0,"Group",":tokens","{#,#}",2001,2000,21,2000,0,"{#,#}",0,"Group",":tokens","{#,#}",0,"Group",":tokens","{#,#}",21,0,"Group"]

-- Patient?phonetic:contains=am&_sort=phonetic
with m as materialized (
  select t.id, t.version, (select left(min(v.text), 100) from value v where v.practice = $1 and v.type = $2 and v.id = t.id and v.parameter = $3) as s1
  from index."patient" t
  where t.practice = $4 and exists (select 1 from value v where v.practice = $5 and v.type = $6 and v.id = t.id and v.parameter = $7 and v.text like $8)
  limit $9
), n as materialized (
  select count(*) as matched from m
)
select n.matched as matched, v.type, p.id, v.version, v.last_updated, v.deleted, v.method, case when coalesce(sum(octet_length(v.content)) over (order by p.s1, p.id rows between unbounded preceding and 1 preceding), 0) < 1000000 then v.content end as content, p.s1::text as s1
from n left join lateral (select *
   from m
   where n.matched <= $10
   order by m.s1, m.id
   limit $11) p on true
left join resource_version v on v.practice = $12 and v.type = $13 and v.id = p.id and v.version = p.version
order by p.s1, p.id
-- [0,"Patient","phonetic",0,0,"Patient","phonetic","%am%",10001,10000,21,0,"Patient"]

-- keys of two types
(with m as materialized (
  select t.id, t.version
  from index."patient" t
  where t.practice = $1 and t."last_updated" >= $2::timestamptz
  limit $3
), n as materialized (
  select count(*) as matched from m
)
select n.matched as matched, $4::text as type, p.id, p.version
from n left join lateral (
   (select *
   from m
   where n.matched <= $5
   order by m.id desc
   limit $6)
   union all
   (select t.id, t.version
   from index."patient" t
   where n.matched > $7 and t.practice = $8 and t."last_updated" >= $9::timestamptz
   order by t.id desc
   limit $10)
) p on true
order by p.id desc)
union all
(with m as materialized (
  select t.id, t.version
  from index."observation" t
  where t.practice = $11 and t."last_updated" >= $12::timestamptz
  limit $13
), n as materialized (
  select count(*) as matched from m
)
select n.matched as matched, $14::text as type, p.id, p.version
from n left join lateral (
   (select *
   from m
   where n.matched <= $15
   order by m.id desc
   limit $16)
   union all
   (select t.id, t.version
   from index."observation" t
   where n.matched > $17 and t.practice = $18 and t."last_updated" >= $19::timestamptz
   order by t.id desc
   limit $20)
) p on true
order by p.id desc)
-- [0,"2026-01-01T00:00:00.000Z",2001,"Patient",2000,21,2000,0,"2026-01-01T00:00:00.000Z",21,0,"2026-01-01T00:00:00.000Z",2001,"Observation",2000,21,2000,0,"2026-01-01T00:00:00.000Z",21]

-- total of two types
select (select count(*) from index."patient" t where t.practice = $1 and t."last_updated" >= $2::timestamptz)
 + (select count(*) from index."observation" t where t.practice = $3 and t."last_updated" >= $4::timestamptz) as matched
-- [0,"2026-01-01T00:00:00.000Z",0,"2026-01-01T00:00:00.000Z"]
