Profile: AnteroomLocation
Parent: Location
Id: anteroom-location
Title: "Site, area or room"
Description: "Where something happens: the site of the practice, and by `partOf` the areas and rooms in it."
* status 1..1 MS
* operationalStatus MS
* name 1..1 MS
* mode MS
* physicalType 1..1 MS
* managingOrganization 1..1 MS
* partOf MS
* obeys anteroom-location-room

Invariant: anteroom-location-room
Description: "A room is part of a site."
Severity: #error
Expression: "physicalType.coding.where(system = 'http://terminology.hl7.org/CodeSystem/location-physical-type' and code = 'ro').exists() implies partOf.exists()"
