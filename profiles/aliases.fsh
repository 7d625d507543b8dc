Alias: $LOINC = http://loinc.org
Alias: $SCT = http://snomed.info/sct
Alias: $UCUM = http://unitsofmeasure.org
Alias: $v2-0074 = http://terminology.hl7.org/CodeSystem/v2-0074
Alias: $v2-0203 = http://terminology.hl7.org/CodeSystem/v2-0203
Alias: $observation-category = http://terminology.hl7.org/CodeSystem/observation-category
Alias: $practitioner-role = http://terminology.hl7.org/CodeSystem/practitioner-role
