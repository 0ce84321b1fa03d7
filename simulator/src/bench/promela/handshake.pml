/*
 * The model of simulator/.../handshake once more, for SPIN: the topology SEPARATE with our scripts and
 * all usual faults. The rows stand in the order of RsyncScript, StunnelScript, Surroundings and Faults,
 * the fields are those of Pod. `bin/bench explorer` checks that both find the same number of states and
 * of transitions.
 *
 * One process and one loop: a container that dies takes its script along at any line, and that is a
 * change of a variable here, as it is there. BUDGET is the number of faults, at most 3.
 */

/* Line */
#define WAITING 0
#define ABSENT 1
#define ENDED 2
#define SETUP 3
#define ENTER 4
#define REMOVE_DONE 5
#define TAKE_LOCK 6
#define MARK_STARTED 7
#define CHECK_INPUT 8
#define FORGET 9
#define START_STUNNEL 10
#define DROP_DESCRIPTOR 11
#define WATCH_STUNNEL 12
#define START_TIMER 13
#define ASK 14
#define CHECK_PEER_DONE 15
#define CHECK_LOCK 16
#define CHECK_TIMER 17
#define SLEEP 18
#define STOP_TIMER 19
#define RUN_RSYNC 20
#define WATCH 21
#define WAIT_CHILD 22
#define KEEP_CODE 23
#define UNWATCH 24
#define AWAIT_LOCK 25
#define CHECK_DONE 26
#define TRAP 27
#define STOP_RSYNC 28
#define PUBLISH 29
#define RENAME 30
#define EXIT 31

/* Code */
#define NO_CODE 0
#define OK 1
#define RSYNC_ERROR 2
#define TUNNEL_NOT_READY 3
#define TUNNEL_DIED 4
#define RSYNC_NEVER_STARTED 5
#define RSYNC_VANISHED 6
#define STUNNEL_NOT_STARTED 7
#define STUNNEL_DIED 8
#define IPC_UNUSABLE 9
#define BAD_INPUT 10
#define KILLED 11
#define TERMINATED 12

/* Pod.Timer */
#define OFF 0
#define TIMING 1
#define EXPIRED 2

/* Pod.Rsync */
#define NO_RSYNC 0
#define RUNNING 1
#define SUCCEEDED 2
#define RSYNC_FAILED 3
#define RSYNC_KILLED 4

/* Pod.Stunnel */
#define NO_STUNNEL 0
#define UP 1
#define DEAD 2

/* Pod.Destination */
#define NOT_READY 0
#define READY 1
#define NEVER 2

/* Pod.Volume */
#define WRITABLE 0
#define FULL 1
#define READ_ONLY 2

/* Pod.R, the rsync container */
unsigned r_line : 5;
unsigned r_code : 4;
bit r_term;
bit r_usr1;
bit r_lock;
bit r_named;
unsigned r_timer : 2;
bit r_watcher;

/* Pod.S, the stunnel container */
unsigned s_line : 5;
unsigned s_code : 4;
bit s_term;
bit s_usr1;
bit s_lock;
bit s_named;
unsigned s_timer : 2;
bit s_watcher;

/* Pod, the rest */
bit started;
unsigned done : 4;
bit stale;
bit tunnel_done;
bit tunnel_stale;
bit started_before;
bit tunnel_seen;
bit second;
unsigned copies : 2;
unsigned rsync : 3;
unsigned stunnel : 2;
unsigned destination : 2;
unsigned volume : 2;
unsigned budget : 2 = BUDGET;
bit r_killed;
bit r_terminated;
bit s_terminated;
bit r_restarted;
bit s_restarted;
bit copy_failed;

/* Party and SharedLines. A row at a line of a script is taken only while no signal is pending. */
#define r_at(there) (r_line == there && !r_term && !r_usr1)
#define s_at(there) (s_line == there && !s_term && !s_usr1)
#define r_alive (r_line >= SETUP)
#define s_alive (s_line >= SETUP)
#define r_awake (r_line > SETUP && r_line <= TRAP && !r_term)
#define s_awake (s_line > SETUP && s_line <= TRAP && !s_term)
#define answers (stunnel == UP && destination == READY)

inline r_fail(reason) { r_code = reason; r_line = TRAP }
inline s_fail(reason) { s_code = reason; s_line = TRAP }

inline r_die(reason) {
  r_code = reason; r_line = ENDED;
  r_term = 0; r_usr1 = 0; r_lock = 0; r_named = 0; r_timer = OFF; r_watcher = 0;
  rsync = NO_RSYNC
}

inline s_die(reason) {
  s_code = reason; s_line = ENDED;
  s_term = 0; s_usr1 = 0; s_lock = 0; s_named = 0; s_timer = OFF; s_watcher = 0;
  stunnel = NO_STUNNEL
}

active proctype pod() {
  do

  /* RsyncScript: signals. The rows within the EXIT trap stand for scripts without IGNORE_SIGNALS. */
  :: d_step { r_term -> r_term = 0; r_fail(TERMINATED) }
  :: d_step { r_usr1 -> r_usr1 = 0; r_fail(TUNNEL_DIED) }

  /* RsyncScript: enter_ipc, require_copy_input, forget_former_attempt */
  :: d_step { r_at(SETUP) -> r_line = ENTER }
  :: d_step { r_at(ENTER) -> started_before = started_before | started; r_line = REMOVE_DONE }
  :: d_step { r_at(REMOVE_DONE) ->
       if
       :: volume == READ_ONLY && done != NO_CODE -> r_fail(IPC_UNUSABLE)
       :: else -> stale = 0; done = NO_CODE; r_line = TAKE_LOCK
       fi }
  :: d_step { r_at(TAKE_LOCK) && !(s_alive && s_code == RSYNC_NEVER_STARTED) ->
       if
       :: volume == READ_ONLY -> r_fail(IPC_UNUSABLE)
       :: else -> r_lock = 1; r_line = MARK_STARTED
       fi }
  :: d_step { r_at(MARK_STARTED) ->
       if
       :: volume == WRITABLE -> started = 1; r_named = 1; r_line = CHECK_INPUT
       :: else -> r_fail(IPC_UNUSABLE)
       fi }
  :: d_step { r_at(CHECK_INPUT) -> r_line = FORGET }
  :: d_step { r_at(CHECK_INPUT) && budget -> budget--; r_fail(BAD_INPUT) }
  :: d_step { r_at(FORGET) ->
       if
       :: started_before && !s_lock -> tunnel_done = 0; tunnel_stale = 0
       :: else
       fi;
       r_line = START_TIMER }

  /* RsyncScript: await_tunnel */
  :: d_step { r_at(START_TIMER) -> r_timer = TIMING; r_line = ASK }
  :: d_step { r_at(ASK) -> r_line = (answers -> STOP_TIMER : CHECK_PEER_DONE) }
  :: d_step { r_at(CHECK_PEER_DONE) ->
       if
       :: tunnel_done -> r_fail(TUNNEL_DIED)
       :: else -> r_line = CHECK_LOCK
       fi }
  :: d_step { r_at(CHECK_LOCK) ->
       if
       :: s_lock -> tunnel_seen = 1; r_line = CHECK_TIMER
       :: !s_lock && tunnel_seen -> r_fail(TUNNEL_DIED)
       :: else -> r_line = CHECK_TIMER
       fi }
  :: d_step { r_at(CHECK_TIMER) ->
       if
       :: r_timer == EXPIRED -> r_fail(TUNNEL_NOT_READY)
       :: else -> r_line = SLEEP
       fi }
  :: d_step { r_at(SLEEP) -> r_line = ASK }
  :: d_step { r_at(STOP_TIMER) -> r_timer = OFF; r_line = RUN_RSYNC }

  /* RsyncScript: copy_volumes */
  :: d_step { r_at(RUN_RSYNC) -> rsync = RUNNING; r_line = WATCH }
  :: d_step { r_at(WATCH) -> r_watcher = 1; r_line = WAIT_CHILD }
  :: d_step { r_at(WAIT_CHILD) && rsync != RUNNING -> r_line = KEEP_CODE }
  :: d_step { r_at(KEEP_CODE) ->
       if
       :: rsync == SUCCEEDED -> copies++
       :: else ->
            copy_failed = 1;
            if
            :: r_code == NO_CODE -> r_code = (rsync == RSYNC_KILLED -> KILLED : RSYNC_ERROR)
            :: else
            fi
       fi;
       rsync = NO_RSYNC; r_line = UNWATCH }
  :: d_step { r_at(UNWATCH) ->
       r_watcher = 0;
       if
       :: second -> r_code = (r_code == NO_CODE -> OK : r_code); r_line = TRAP
       :: else -> second = 1; r_line = RUN_RSYNC
       fi }

  /* RsyncScript: end_copy */
  :: d_step { r_at(TRAP) -> r_watcher = 0; r_line = STOP_RSYNC }
  :: d_step { r_at(STOP_RSYNC) -> rsync = NO_RSYNC; r_line = PUBLISH }
  :: d_step { r_at(PUBLISH) -> r_line = (r_named && volume == WRITABLE -> RENAME : EXIT) }
  :: d_step { r_at(RENAME) -> done = r_code; stale = 0; r_line = EXIT }
  :: d_step { r_at(EXIT) -> r_die(r_code) }

  /* StunnelScript: signals */
  :: d_step { s_term -> s_term = 0; s_fail(TERMINATED) }
  :: d_step { s_usr1 -> s_usr1 = 0; s_fail(STUNNEL_DIED) }

  /* StunnelScript: enter_ipc, require_files, forget_former_attempt, start_stunnel, watch_tunnel */
  :: d_step { s_at(SETUP) -> s_line = REMOVE_DONE }
  :: d_step { s_at(REMOVE_DONE) ->
       if
       :: volume == READ_ONLY && tunnel_done -> s_fail(IPC_UNUSABLE)
       :: else -> tunnel_done = 0; tunnel_stale = 0; s_line = TAKE_LOCK
       fi }
  :: d_step { s_at(TAKE_LOCK) ->
       if
       :: volume == READ_ONLY -> s_fail(IPC_UNUSABLE)
       :: else -> s_lock = 1; s_line = MARK_STARTED
       fi }
  :: d_step { s_at(MARK_STARTED) ->
       if
       :: volume == WRITABLE -> s_named = 1; s_line = CHECK_INPUT
       :: else -> s_fail(IPC_UNUSABLE)
       fi }
  :: d_step { s_at(CHECK_INPUT) -> s_line = FORGET }
  :: d_step { s_at(CHECK_INPUT) && budget -> budget--; s_fail(BAD_INPUT) }
  :: d_step { s_at(FORGET) ->
       if
       :: !r_lock -> started = 0; done = NO_CODE; stale = 0
       :: else
       fi;
       s_line = START_STUNNEL }
  :: d_step { s_at(START_STUNNEL) -> stunnel = UP; s_line = DROP_DESCRIPTOR }
  :: d_step { s_at(START_STUNNEL) && budget -> budget--; s_fail(STUNNEL_NOT_STARTED) }
  :: d_step { s_at(DROP_DESCRIPTOR) -> s_line = WATCH_STUNNEL }
  :: d_step { s_at(WATCH_STUNNEL) -> s_watcher = 1; s_line = START_TIMER }

  /* StunnelScript: await_rsync_start */
  :: d_step { s_at(START_TIMER) -> s_timer = TIMING; s_line = ASK }
  :: d_step { s_at(ASK) -> s_line = (started -> STOP_TIMER : CHECK_TIMER) }
  :: d_step { s_at(CHECK_TIMER) ->
       if
       :: s_timer == EXPIRED && !r_lock && !started -> s_fail(RSYNC_NEVER_STARTED)
       :: else -> s_line = SLEEP
       fi }
  :: d_step { s_at(SLEEP) -> s_line = ASK }
  :: d_step { s_at(STOP_TIMER) -> s_timer = OFF; s_line = AWAIT_LOCK }

  /* StunnelScript: await_rsync_end */
  :: d_step { s_at(AWAIT_LOCK) && !r_lock -> s_line = CHECK_DONE }
  :: d_step { s_at(CHECK_DONE) ->
       if
       :: done == NO_CODE -> s_fail(RSYNC_VANISHED)
       :: done != NO_CODE && done != OK && stunnel != UP -> s_fail(STUNNEL_DIED)
       :: else -> s_fail(OK)
       fi }

  /* StunnelScript: end_tunnel */
  :: d_step { s_at(TRAP) -> s_watcher = 0; s_line = PUBLISH }
  :: d_step { s_at(PUBLISH) -> s_line = (s_named && volume == WRITABLE -> RENAME : EXIT) }
  :: d_step { s_at(RENAME) -> tunnel_done = 1; tunnel_stale = 0; s_line = EXIT }
  :: d_step { s_at(EXIT) -> s_die(s_code) }

  /* Surroundings */
  :: d_step { r_line == WAITING -> r_line = SETUP }
  :: d_step { s_line == WAITING -> s_line = SETUP }
  :: d_step { destination == NOT_READY -> destination = READY }
  :: d_step { rsync == RUNNING && answers -> rsync = SUCCEEDED }
  :: d_step { rsync == RUNNING && !answers -> rsync = RSYNC_FAILED }
  :: d_step { s_watcher && stunnel != UP -> s_watcher = 0; s_usr1 = 1 }
  :: d_step { r_watcher && !s_lock -> r_watcher = 0; r_usr1 = 1 }
  :: d_step { r_timer == TIMING -> r_timer = EXPIRED }
  :: d_step { s_timer == TIMING -> s_timer = EXPIRED }

  /* Faults: of processes */
  :: d_step { budget && rsync == RUNNING -> budget--; rsync = RSYNC_FAILED }
  :: d_step { budget && rsync == RUNNING -> budget--; rsync = RSYNC_KILLED }
  :: d_step { budget && stunnel == UP -> budget--; stunnel = DEAD }

  /* Faults: of containers */
  :: d_step { budget && r_alive -> budget--; r_killed = 1; r_die(KILLED) }
  :: d_step { budget && s_alive -> budget--; s_die(KILLED) }
  :: d_step { budget && r_awake -> budget--; r_term = 1; r_terminated = 1 }
  :: d_step { budget && s_awake -> budget--; s_term = 1; s_terminated = 1 }
  :: d_step { budget && r_awake && s_awake ->
       budget--; r_term = 1; r_terminated = 1; s_term = 1; s_terminated = 1 }
  :: d_step { budget && r_line == WAITING -> budget--; r_line = ABSENT }
  :: d_step { budget && s_line == WAITING -> budget--; s_line = ABSENT }
  :: d_step { budget && r_line == ENDED && r_code != OK ->
       budget--;
       tunnel_stale = tunnel_stale | (!s_alive && tunnel_done && started);
       r_code = NO_CODE; copies = 0; second = 0; copy_failed = 0; tunnel_seen = 0; started_before = 0;
       r_restarted = 1; r_line = SETUP }
  :: d_step { budget && s_line == ENDED && s_code != OK ->
       budget--;
       stale = stale | (!r_alive && (done != NO_CODE || started));
       s_code = NO_CODE;
       s_restarted = 1; s_line = SETUP }

  /* Faults: of surroundings */
  :: d_step { budget && destination == NOT_READY -> budget--; destination = NEVER }
  :: d_step { budget && volume == WRITABLE -> budget--; volume = FULL }
  :: d_step { budget && volume == WRITABLE && !r_alive && !s_alive -> budget--; volume = READ_ONLY }
  od
}
