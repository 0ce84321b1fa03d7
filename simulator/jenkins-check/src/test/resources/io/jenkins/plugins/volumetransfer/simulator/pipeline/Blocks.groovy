// Steps with a block, in the pipeline's own language: they are suspended, saved and resumed as a user's script is.

def pipeline(Closure body) {
    def model = new declarative.Pipeline()
    model.fill(body)
    for (each in model.parameters.defaults) {
        if (!params.containsKey(each.key)) {
            params[each.key] = each.value
        }
    }
    if (model.options.timeout == null) {
        runStages(model)
    } else {
        timeout(model.options.timeout) { runStages(model) }
    }
}

def runStages(model) {
    env.putAll(model.environment.values)
    def failure = null
    for (stage in model.stages.all) {
        if (failure == null) {
            failure = runStage(stage)
        } else {
            echo "Stage \"${stage.name}\" skipped due to earlier failure(s)"
        }
    }
    failure = runPost(model.post, failure)
    if (failure != null) {
        throw failure
    }
}

def runStage(stage) {
    stageBegins stage.name
    for (condition in stage.conditions) {
        if (!condition()) {
            echo "Stage \"${stage.name}\" skipped due to when conditional"
            return null
        }
    }
    def failure = null
    try {
        withEnv(stage.environment.values.collect { name, value -> "${name}=${value}" }, stage.work)
    } catch (e) {
        failure = e
    }
    return runPost(stage.post, failure)
}

def runPost(post, failure) {
    def outcome = failure
    def result = currentBuild.currentResult
    if (failure != null) {
        result = failure instanceof InterruptedException ? 'ABORTED' : 'FAILURE'
    }
    for (block in post.matching(result)) {
        try {
            block()
        } catch (e) {
            echo "Error in a post condition: ${e.message}"
            outcome = outcome ?: e
        }
    }
    return outcome
}

def stage(String name, Closure body) {
    stageBegins name
    return body()
}

def node(String label = '', Closure body) {
    return body()
}

def script(Closure body) {
    return body()
}

def retry(int count, Closure body) {
    def attempt = 0
    while (true) {
        attempt++
        try {
            return body()
        } catch (e) {
            if (e instanceof InterruptedException || attempt == count) {
                throw e
            }
            echo "ERROR: ${e.message}"
            echo 'Retrying'
        }
    }
}

def withEnv(List settings, Closure body) {
    def before = new LinkedHashMap(env)
    for (setting in settings) {
        def parts = setting.toString().split('=', 2)
        env[parts[0]] = parts[1]
    }
    try {
        return body()
    } finally {
        env.clear()
        env.putAll(before)
    }
}
