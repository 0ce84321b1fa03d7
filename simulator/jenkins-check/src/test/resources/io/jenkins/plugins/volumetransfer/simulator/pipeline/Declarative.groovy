package declarative

import com.cloudbees.groovy.cps.NonCPS

// The sections of a Declarative Pipeline, as far as ours use them. A name that is not here is refused.

/** What a block of the script fills: the names in it are looked for here first. */
abstract class Section implements Serializable {
    void fill(Closure body) {
        body.delegate = this
        body.resolveStrategy = Closure.DELEGATE_FIRST
        body()
    }
}

class Pipeline extends Section {
    def options = new Options()
    def parameters = new Parameters()
    def environment = new Environment()
    def stages = new Stages()
    def post = new Post()
    def any = 'any'
    def none = 'none'

    // Everything runs on the machine of the test.
    void agent(where) {}
    void options(Closure body) { options.fill(body) }
    void parameters(Closure body) { parameters.fill(body) }
    void environment(Closure body) { environment.fill(body) }
    void stages(Closure body) { stages.fill(body) }
    void post(Closure body) { post.fill(body) }
}

class Options extends Section {
    Map timeout

    void timeout(Map limit) { timeout = limit }
    void disableConcurrentBuilds() {}
    void skipDefaultCheckout() {}
    void timestamps() {}
    void buildDiscarder(rotator) {}
    def logRotator(Map limits) { return limits }
}

class Parameters extends Section {
    def defaults = [:]

    void string(Map of) { defaults[of.name] = of.defaultValue ?: '' }
    void text(Map of) { defaults[of.name] = of.defaultValue ?: '' }
    void booleanParam(Map of) { defaults[of.name] = of.defaultValue ?: false }
    void choice(Map of) { defaults[of.name] = of.choices[0] }
}

class Environment extends Section {
    def values = [:]

    @NonCPS
    void setProperty(String name, value) { values[name] = value.toString() }
}

class Stages extends Section {
    def all = []

    void stage(String name, Closure body) {
        def stage = new Stage(name: name)
        stage.fill(body)
        all << stage
    }
}

class Stage extends Section {
    String name
    def conditions = []
    def environment = new Environment()
    def post = new Post()
    Closure work

    void agent(where) {}
    void when(Closure body) { new When(conditions: conditions).fill(body) }
    void environment(Closure body) { environment.fill(body) }
    void steps(Closure body) { work = body }
    void post(Closure body) { post.fill(body) }
}

class When extends Section {
    def conditions

    void expression(Closure condition) { conditions << condition }
    void beforeAgent(boolean before) {}
}

/** The blocks behind a pipeline or a stage, in the order in which Jenkins runs them. */
class Post extends Section {
    def blocks = [:]

    void always(Closure body) { blocks.always = body }
    void aborted(Closure body) { blocks.aborted = body }
    void failure(Closure body) { blocks.failure = body }
    void success(Closure body) { blocks.success = body }
    void unstable(Closure body) { blocks.unstable = body }
    void unsuccessful(Closure body) { blocks.unsuccessful = body }
    void cleanup(Closure body) { blocks.cleanup = body }

    @NonCPS
    List matching(String result) {
        def wanted = ['always', result.toLowerCase(), result == 'SUCCESS' ? null : 'unsuccessful', 'cleanup']
        return wanted.collect { blocks[it] }.findAll { it != null }
    }
}
