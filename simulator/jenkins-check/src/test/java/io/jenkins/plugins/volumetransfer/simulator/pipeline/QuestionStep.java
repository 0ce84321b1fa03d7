package io.jenkins.plugins.volumetransfer.simulator.pipeline;

import hudson.model.TaskListener;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepDescriptor;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/**
 * A step that waits until a test answers; its arguments are of each kind that a script can give.
 */
public final class QuestionStep extends Step {

  /** What nobody may keep over a restart. */
  private static final Map<String, StepContext> OPEN = new ConcurrentHashMap<>();

  /** A choice. */
  public enum Tone {
    QUIET,
    LOUD
  }

  /** A nested argument. */
  public static final class Word {
    private final String text;
    private int times = 1;

    @DataBoundConstructor
    public Word(String text) {
      this.text = text;
    }

    @DataBoundSetter
    public void setTimes(int times) {
      this.times = times;
    }
  }

  private final String about;
  private Tone tone = Tone.QUIET;
  private List<Word> words = List.of();

  @DataBoundConstructor
  public QuestionStep(String about) {
    this.about = about;
  }

  @DataBoundSetter
  public void setTone(Tone tone) {
    this.tone = tone;
  }

  @DataBoundSetter
  public void setWords(List<Word> words) {
    this.words = words;
  }

  @Override
  public StepExecution start(StepContext context) {
    String all =
        words.stream().map(each -> each.text + "*" + each.times).collect(Collectors.joining(","));
    return new Execution(context, about, tone + " " + all);
  }

  /** The questions without an answer, in this life. */
  static Set<String> open() {
    return Set.copyOf(OPEN.keySet());
  }

  static StepContext answer(String about) {
    return OPEN.remove(about);
  }

  static void forgetAll() {
    OPEN.clear();
  }

  private static final class Execution extends StepExecution {
    private static final long serialVersionUID = 1L;

    private final String about;
    private final String details;

    Execution(StepContext context, String about, String details) {
      super(context);
      this.about = about;
      this.details = details;
    }

    @Override
    public boolean start() throws Exception {
      getContext().get(TaskListener.class).getLogger().println("asked: " + details);
      OPEN.put(about, getContext());
      return false;
    }

    @Override
    public void onResume() {
      OPEN.put(about, getContext());
    }

    @Override
    public void stop(Throwable cause) throws Exception {
      OPEN.remove(about);
      getContext().get(TaskListener.class).getLogger().println("stopped: " + about);
      getContext().onFailure(cause);
    }

    @Override
    public String getStatus() {
      return "waiting for " + about;
    }
  }

  /** Of the step. */
  public static final class DescriptorImpl extends StepDescriptor {
    @Override
    public String getFunctionName() {
      return "question";
    }

    @Override
    public String getDisplayName() {
      return "A question to the test";
    }

    @Override
    public Set<? extends Class<?>> getRequiredContext() {
      return Set.of(TaskListener.class);
    }
  }
}
