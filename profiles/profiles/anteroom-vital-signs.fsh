Profile: AnteroomVitalSigns
Parent: http://hl7.org/fhir/StructureDefinition/vitalsigns
Id: anteroom-vital-signs
Title: "Vital sign"
Description: "Pulse, breathing, temperature, oxygen saturation, weight, height, head circumference or body mass index as an assistant takes them, in the unit that belongs to each. Blood pressure has a profile of its own."
* status MS
* code from AnteroomVitalSignCodes (extensible)
* subject only Reference(Patient)
* encounter MS
* performer 1..* MS
* value[x] only Quantity
* valueQuantity MS
* valueQuantity from http://hl7.org/fhir/ValueSet/ucum-vitals-common|4.0.1 (required)
  * value 1..1 MS
  * unit MS
  * system 1..1 MS
  * system = $UCUM (exactly)
  * code 1..1 MS
* interpretation MS
* bodySite MS
* method MS
* device MS
* obeys anteroom-vital-signs-unit and anteroom-vital-signs-plausible

Invariant: anteroom-vital-signs-unit
Description: "The unit fits the vital sign: /min for pulse and breathing, Cel or [degF] for temperature, % for oxygen saturation, kg, g or [lb_av] for weight, cm or [in_i] for lengths, kg/m2 for the body mass index."
Severity: #error
Expression: "value.empty() or ((code.coding.where(system = 'http://loinc.org' and code in ('8867-4' | '9279-1')).exists() implies value.code = '/min') and (code.coding.where(system = 'http://loinc.org' and code = '8310-5').exists() implies value.code in ('Cel' | '[degF]')) and (code.coding.where(system = 'http://loinc.org' and code in ('59408-5' | '2708-6')).exists() implies value.code = '%') and (code.coding.where(system = 'http://loinc.org' and code = '29463-7').exists() implies value.code in ('kg' | 'g' | '[lb_av]')) and (code.coding.where(system = 'http://loinc.org' and code in ('8302-2' | '9843-4')).exists() implies value.code in ('cm' | '[in_i]')) and (code.coding.where(system = 'http://loinc.org' and code = '39156-5').exists() implies value.code = 'kg/m2'))"

Invariant: anteroom-vital-signs-plausible
Description: "Vital signs are never negative, and an oxygen saturation is at most 100 %."
Severity: #error
Expression: "value.empty() or (value.value >= 0 and (value.code = '%' implies value.value <= 100))"
