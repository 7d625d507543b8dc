CodeSystem: SnomedFragment
Id: anteroom-snomed-fragment
Title: "SNOMED CT"
Description: "A fragment of SNOMED CT: an absent code may well exist."
* ^url = "http://snomed.info/sct"
* ^content = #fragment
* ^caseSensitive = true
* ^copyright = "This content is from SNOMED CT, which is copyright © International Health Terminology Standards Development Organisation (IHTSDO), and used by permission. SNOMED CT is a registered trademark of the IHTSDO. Whoever uses it needs a licence of SNOMED International or their national member, free of charge in the United States through the UMLS licence."
* #22515006 "Medical assistant (occupation)"
* #266919005 "Never smoked tobacco"
* #8517006 "Ex-smoker"
* #77176002 "Smoker"
