ValueSet: AnteroomVitalSignCodes
Id: vital-signs
Title: "Vital signs with one value"
Description: "What an assistant measures as one number."
* ^copyright = "This value set includes content from LOINC, which is copyright © Regenstrief Institute, Inc. and the LOINC Committee, and available at no cost under the licence at https://loinc.org/license."
* $LOINC#8867-4 "Heart rate"
* $LOINC#9279-1 "Respiratory rate"
* $LOINC#8310-5 "Body temperature"
* $LOINC#59408-5 "Oxygen saturation in Arterial blood by Pulse oximetry"
* $LOINC#2708-6 "Oxygen saturation in Arterial blood"
* $LOINC#29463-7 "Body weight"
* $LOINC#8302-2 "Body height"
* $LOINC#9843-4 "Head Occipital-frontal circumference"
* $LOINC#39156-5 "Body mass index (BMI) [Ratio]"
