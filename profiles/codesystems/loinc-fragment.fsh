CodeSystem: LoincFragment
Id: anteroom-loinc-fragment
Title: "LOINC"
Description: "A fragment of LOINC: an absent code may well exist. `anteroom terminology import` loads the whole."
* ^url = "http://loinc.org"
* ^content = #fragment
* ^caseSensitive = false
* ^copyright = "This content is from LOINC (http://loinc.org). LOINC is copyright © Regenstrief Institute, Inc. and the Logical Observation Identifiers Names and Codes (LOINC) Committee, and is available at no cost under the licence at https://loinc.org/license. LOINC® is a registered United States trademark of Regenstrief Institute, Inc."
* #8867-4 "Heart rate"
* #9279-1 "Respiratory rate"
* #8310-5 "Body temperature"
* #59408-5 "Oxygen saturation in Arterial blood by Pulse oximetry"
* #2708-6 "Oxygen saturation in Arterial blood"
* #29463-7 "Body weight"
* #8302-2 "Body height"
* #9843-4 "Head Occipital-frontal circumference"
* #39156-5 "Body mass index (BMI) [Ratio]"
* #85354-9 "Blood pressure panel with all children optional"
* #8480-6 "Systolic blood pressure"
* #8462-4 "Diastolic blood pressure"
* #72166-2 "Tobacco smoking status"
