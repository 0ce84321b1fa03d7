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

/* Party and SharedLines */
#define r_alive (r_line >= SETUP)
#define s_alive (s_line >= SETUP)
#define r_awake (r_line > SETUP && r_line <= TRAP && !r_term)
#define s_awake (s_line > SETUP && s_line <= TRAP && !s_term)
#define answers (stunnel == UP && destination == READY)

/* A script goes on while no signal is pending, and only its waits have a guard beside that. */
#define r_interrupted (r_term || r_usr1)
#define s_interrupted (s_term || s_usr1)
#define r_blocked \
  (r_line == TAKE_LOCK && s_alive && s_code == RSYNC_NEVER_STARTED || r_line == WAIT_CHILD && rsync == RUNNING)
#define s_blocked (s_line == AWAIT_LOCK && r_lock)
#define r_at(there) (r_line == there && !r_interrupted)
#define s_at(there) (s_line == there && !s_interrupted)

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

  /* RsyncScript: signals; within the EXIT trap none strikes, as IGNORE_SIGNALS is on */
  :: d_step { r_term -> r_term = 0; r_fail(TERMINATED) }
  :: d_step { r_usr1 -> r_usr1 = 0; r_fail(TUNNEL_DIED) }

  /* RsyncScript: at each line one step; as one option, since SPIN is fastest so */
  :: d_step { r_alive && !r_interrupted && !r_blocked ->
     if
     /* RsyncScript: enter_ipc, require_copy_input, forget_former_attempt */
     :: r_line == SETUP -> r_line = ENTER
     :: r_line == ENTER -> started_before = started_before | started; r_line = REMOVE_DONE
     :: r_line == REMOVE_DONE ->
       if
       :: volume == READ_ONLY && done != NO_CODE -> r_fail(IPC_UNUSABLE)
       :: else -> stale = 0; done = NO_CODE; r_line = TAKE_LOCK
       fi
     :: r_line == TAKE_LOCK ->
       if
       :: volume == READ_ONLY -> r_fail(IPC_UNUSABLE)
       :: else -> r_lock = 1; r_line = MARK_STARTED
       fi
     :: r_line == MARK_STARTED ->
       if
       :: volume == READ_ONLY -> r_fail(IPC_UNUSABLE)
       :: else ->
            started = 1;
            if
            :: volume == WRITABLE -> r_named = 1; r_line = CHECK_INPUT
            :: else -> r_fail(IPC_UNUSABLE)
            fi
       fi
     :: r_line == CHECK_INPUT -> r_line = FORGET
     :: r_line == FORGET ->
       if
       :: started_before && !s_lock -> tunnel_done = 0; tunnel_stale = 0
       :: else
       fi;
       r_line = START_TIMER

     /* RsyncScript: await_tunnel */
     :: r_line == START_TIMER -> r_timer = TIMING; r_line = ASK
     :: r_line == ASK -> r_line = (answers -> STOP_TIMER : CHECK_PEER_DONE)
     :: r_line == CHECK_PEER_DONE ->
       if
       :: tunnel_done -> r_fail(TUNNEL_DIED)
       :: else -> r_line = CHECK_LOCK
       fi
     :: r_line == CHECK_LOCK ->
       if
       :: s_lock -> tunnel_seen = 1; r_line = CHECK_TIMER
       :: !s_lock && tunnel_seen -> r_fail(TUNNEL_DIED)
       :: else -> r_line = CHECK_TIMER
       fi
     :: r_line == CHECK_TIMER ->
       if
       :: r_timer == EXPIRED -> r_fail(TUNNEL_NOT_READY)
       :: else -> r_line = SLEEP
       fi
     :: r_line == SLEEP -> r_line = ASK
     :: r_line == STOP_TIMER -> r_timer = OFF; r_line = RUN_RSYNC

     /* RsyncScript: copy_volumes */
     :: r_line == RUN_RSYNC -> rsync = RUNNING; r_line = WATCH
     :: r_line == WATCH -> r_watcher = 1; r_line = WAIT_CHILD
     :: r_line == WAIT_CHILD -> r_line = KEEP_CODE
     :: r_line == KEEP_CODE ->
       if
       :: rsync == SUCCEEDED -> copies++
       :: else ->
            copy_failed = 1;
            if
            :: r_code == NO_CODE -> r_code = (rsync == RSYNC_KILLED -> KILLED : RSYNC_ERROR)
            :: else
            fi
       fi;
       rsync = NO_RSYNC; r_line = UNWATCH
     :: r_line == UNWATCH ->
       r_watcher = 0;
       if
       :: second -> r_code = (r_code == NO_CODE -> OK : r_code); r_line = TRAP
       :: else -> second = 1; r_line = RUN_RSYNC
       fi

     /* RsyncScript: end_copy */
     :: r_line == TRAP -> r_watcher = 0; r_line = STOP_RSYNC
     :: r_line == STOP_RSYNC -> rsync = NO_RSYNC; r_line = PUBLISH
     :: r_line == PUBLISH -> r_line = (r_named && volume == WRITABLE -> RENAME : EXIT)
     :: r_line == RENAME -> done = r_code; stale = 0; r_line = EXIT
     :: r_line == EXIT -> r_die(r_code)
     fi }

  /* RsyncScript: faults of its commands */
  :: d_step { r_at(CHECK_INPUT) && budget -> budget--; r_fail(BAD_INPUT) }

  /* StunnelScript: signals */
  :: d_step { s_term -> s_term = 0; s_fail(TERMINATED) }
  :: d_step { s_usr1 -> s_usr1 = 0; s_fail(STUNNEL_DIED) }

  /* StunnelScript: at each line one step */
  :: d_step { s_alive && !s_interrupted && !s_blocked ->
     if
     /* StunnelScript: enter_ipc, require_files, forget_former_attempt, start_stunnel, watch_tunnel */
     :: s_line == SETUP -> s_line = REMOVE_DONE
     :: s_line == REMOVE_DONE ->
       if
       :: volume == READ_ONLY && tunnel_done -> s_fail(IPC_UNUSABLE)
       :: else -> tunnel_done = 0; tunnel_stale = 0; s_line = TAKE_LOCK
       fi
     :: s_line == TAKE_LOCK ->
       if
       :: volume == READ_ONLY -> s_fail(IPC_UNUSABLE)
       :: else -> s_lock = 1; s_line = MARK_STARTED
       fi
     :: s_line == MARK_STARTED ->
       if
       :: volume == WRITABLE -> s_named = 1; s_line = CHECK_INPUT
       :: else -> s_fail(IPC_UNUSABLE)
       fi
     :: s_line == CHECK_INPUT -> s_line = FORGET
     :: s_line == FORGET ->
       if
       :: !r_lock -> started = 0; done = NO_CODE; stale = 0
       :: else
       fi;
       s_line = START_STUNNEL
     :: s_line == START_STUNNEL -> stunnel = UP; s_line = DROP_DESCRIPTOR
     :: s_line == DROP_DESCRIPTOR -> s_line = WATCH_STUNNEL
     :: s_line == WATCH_STUNNEL -> s_watcher = 1; s_line = START_TIMER

     /* StunnelScript: await_rsync_start */
     :: s_line == START_TIMER -> s_timer = TIMING; s_line = ASK
     :: s_line == ASK -> s_line = (started -> STOP_TIMER : CHECK_TIMER)
     :: s_line == CHECK_TIMER ->
       if
       :: s_timer == EXPIRED && !r_lock && !started -> s_fail(RSYNC_NEVER_STARTED)
       :: else -> s_line = SLEEP
       fi
     :: s_line == SLEEP -> s_line = ASK
     :: s_line == STOP_TIMER -> s_timer = OFF; s_line = AWAIT_LOCK

     /* StunnelScript: await_rsync_end */
     :: s_line == AWAIT_LOCK -> s_line = CHECK_DONE
     :: s_line == CHECK_DONE ->
       if
       :: done == NO_CODE -> s_fail(RSYNC_VANISHED)
       :: done == OK -> s_fail(OK)
       :: else -> s_line = CHECK_LOCK
       fi
     :: s_line == CHECK_LOCK -> s_fail((stunnel == UP -> OK : STUNNEL_DIED))

     /* StunnelScript: end_tunnel */
     :: s_line == TRAP -> s_watcher = 0; s_line = PUBLISH
     :: s_line == PUBLISH -> s_line = (s_named && volume == WRITABLE -> RENAME : EXIT)
     :: s_line == RENAME -> tunnel_done = 1; tunnel_stale = 0; s_line = EXIT
     :: s_line == EXIT -> s_die(s_code)
     fi }

  /* StunnelScript: faults of its commands */
  :: d_step { s_at(CHECK_INPUT) && budget -> budget--; s_fail(BAD_INPUT) }
  :: d_step { s_at(START_STUNNEL) && budget -> budget--; s_fail(STUNNEL_NOT_STARTED) }

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
