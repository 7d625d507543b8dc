ValueSet: AnteroomSmokingStatusCodes
Id: smoking-status
Title: "Smoking status"
Description: "Answers to the question whether somebody smokes."
* ^copyright = "This value set includes content from SNOMED CT, which is copyright © International Health Terminology Standards Development Organisation (IHTSDO). Whoever uses it needs a licence of SNOMED International or their national member, free of charge in the United States through the UMLS licence."
* $SCT#266919005 "Never smoked tobacco"
* $SCT#8517006 "Ex-smoker"
* $SCT#77176002 "Smoker"
