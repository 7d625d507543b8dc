import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.hl7.fhir.r5.elementmodel.Manager;
import org.hl7.fhir.r5.utils.validation.constants.BestPracticeWarningLevel;
import org.hl7.fhir.utilities.validation.ValidationMessage;
import org.hl7.fhir.validation.ValidationEngine;

/**
 * HL7's validator as a filter. Reads lines `key TAB resource as JSON`; writes a line `key TAB message id TAB place TAB message` for each error, and
 * nothing for a resource that is valid. Without network and terminology server; R4's definitions come from the FHIR package cache of the home folder.
 */
public class Oracle {
  private final ValidationEngine engine;
  private final PrintStream answers;

  Oracle(ValidationEngine engine, PrintStream answers) {
    this.engine = engine;
    this.answers = answers;
  }

  public static void main(String[] arguments) throws Exception {
    // The engine talks on standard output; the answers are to be alone there.
    PrintStream answers = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    System.setOut(System.err);
    Oracle oracle = new Oracle(createEngine(), answers);
    BufferedReader lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      int tab = line.indexOf('\t');
      oracle.validate(line.substring(0, tab), line.substring(tab + 1));
    }
  }

  private static ValidationEngine createEngine() throws Exception {
    ValidationEngine engine = new ValidationEngine.ValidationEngineBuilder()
        .withVersion("4.0.1")
        .withTHO(false)
        .withCanRunWithoutTerminologyServer(true)
        .withNoTerminologyServer()
        .fromSource("hl7.fhir.r4.core#4.0.1");
    engine.setAllowExampleUrls(true);
    engine.setAnyExtensionsAllowed(true);
    engine.setAssumeValidRestReferences(true);
    engine.setBestPracticeLevel(BestPracticeWarningLevel.Ignore);
    engine.getContext().setCanRunWithoutTerminology(true);
    engine.getContext().setNoTerminologyServer(true);
    engine.setFetcher(null);
    engine.prepare();
    return engine;
  }

  private void validate(String key, String resource) {
    List<ValidationMessage> messages = new ArrayList<>();
    try {
      engine.validate(resource.getBytes(StandardCharsets.UTF_8), Manager.FhirFormat.JSON, new ArrayList<>(), messages);
    } catch (Exception problem) {
      answer(key, "exception", "", String.valueOf(problem));
    }
    for (ValidationMessage message : messages) {
      if (message.getLevel().isError()) {
        answer(key, String.valueOf(message.getMessageId()), message.getLocation(), message.getMessage());
      }
    }
  }

  private void answer(String key, String id, String place, String message) {
    answers.println(String.join("\t", key, id, place, message.replaceAll("\\s+", " ")));
  }
}
