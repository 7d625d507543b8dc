Profile: AnteroomBloodPressure
Parent: http://hl7.org/fhir/StructureDefinition/bp
Id: anteroom-blood-pressure
Title: "Blood pressure"
Description: "Systolic and diastolic pressure of one measurement, with where it was taken."
* status MS
* subject only Reference(Patient)
* encounter MS
* performer 1..* MS
* interpretation MS
* bodySite MS
* method MS
* device MS
* obeys anteroom-blood-pressure-order

Invariant: anteroom-blood-pressure-order
Description: "The systolic pressure is above the diastolic one."
Severity: #error
Expression: "component.where(code.coding.where(system = 'http://loinc.org' and code = '8480-6').exists() and value.exists()).exists() and component.where(code.coding.where(system = 'http://loinc.org' and code = '8462-4').exists() and value.exists()).exists() implies component.where(code.coding.where(system = 'http://loinc.org' and code = '8480-6').exists()).value.value > component.where(code.coding.where(system = 'http://loinc.org' and code = '8462-4').exists()).value.value"
