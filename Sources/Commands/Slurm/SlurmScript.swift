/// The script of a job array: for 'sbatch', and for whoever wants to know what runs.
struct SlurmScript {
  /// The sweep's name.
  let sweep: String
  /// What 'squeue' calls the array.
  let job: String
  /// Runs in the manifest.
  let runs: Int
  /// Shares that the manifest is divided into.
  let shards: Int
  /// The shares that are worked on: all, or those with runs left.
  let tasks: [Int]
  /// What Slurm is asked for.
  let options: SlurmOptions
  /// The tool.
  let tool: String
  /// Where the manifest is, and where stores and logs go.
  let folder: String

  /// The script.
  var text: String {
    """
    #!/bin/bash
    # The sweep '\(sweep.filter { !$0.isNewline })': \(runs) runs in \(shards) shares. Written by 'longlag sweep --on slurm', which
    # also watches the array and collects its results; by hand it is 'sbatch' with this file, and
    # 'longlag merge' with the stores beside it.

    \(directives.map { "# \($0.why)\n#SBATCH \($0.option)" }.joined(separator: "\n"))

    folder=\(folder.shellQuoted)
    longlag=\(tool.shellQuoted)
    share=$SLURM_ARRAY_TASK_ID

    # A share of the runs. Where the task has been started before, it goes on from there, in a store of
    # its own: should its first life still run somewhere, the two do not meet.
    "$longlag" work "$folder/\(SlurmArray.manifestName)" --shard "$share/\(shards)" --lives \\
      --store "$folder/shard-$share-of-\(shards).sqlite" --threads \(options.cpus ?? 1) &
    work=$!

    # The warnings are meant for the work: it keeps where it stands, and ends with status 75.
    warned=
    trap 'warned=yes; kill -USR1 "$work"' USR1
    trap 'kill -TERM "$work"' TERM

    # A signal ends 'wait' before the work has ended.
    for _ in 1 2 3; do
      wait "$work"
      status=$?
      ((status > 128)) || break
    done

    # Runs are left: once more into the queue.
    if ((status == 75)) || [[ -n $warned && $status -ne 0 ]]; then
      scontrol requeue "${SLURM_ARRAY_JOB_ID}_$share"
    fi
    exit "$status"

    """
  }

  private var directives: [(why: String, option: String)] {
    var lines = [
      ("What 'squeue' calls it.", "--job-name=\(job)"),
      ("A task for each share.", "--array=\(Self.list(tasks))"),
      ("A task is one process,", "--ntasks=1"),
      ("with so many trainings at a time.", "--cpus-per-task=\(options.cpus ?? 1)"),
    ]
    if let partition = options.partition {
      lines.append(("On these nodes.", "--partition=\(partition)"))
    }
    if let account = options.account {
      lines.append(("At whose cost.", "--account=\(account)"))
    }
    if let time = options.time {
      lines.append(
        ("The most time at a stretch; what is left then is queued again.", "--time=\(time)"))
    }
    lines += options.sbatch.map { ("As asked for with --sbatch.", $0) }
    return lines + [
      ("A minute before its time is up, a task hears of it.", "--signal=B:USR1@60"),
      ("A task whose node fails, or that has to make room, is queued again.", "--requeue"),
      (
        "What a task says, in all its lives.",
        "--output=\(folder.replacing("%", with: "%%").sbatchWord(with: "/task-%a.log"))"
      ),
      ("Later lives write below earlier ones.", "--open-mode=append"),
    ]
  }

  /// Numbers as Slurm lists them: `0-3,7`.
  static func list(_ tasks: [Int]) -> String {
    var ranges: [ClosedRange<Int>] = []
    for task in tasks.sorted() {
      if let last = ranges.last, last.upperBound + 1 == task {
        ranges[ranges.count - 1] = last.lowerBound...task
      } else {
        ranges.append(task...task)
      }
    }
    return ranges.map { $0.count == 1 ? "\($0.lowerBound)" : "\($0.lowerBound)-\($0.upperBound)" }
      .joined(separator: ",")
  }
}

extension String {
  /// As one word of a shell, in quotes.
  fileprivate var shellQuoted: String {
    "'" + replacing("'", with: #"'\''"#) + "'"
  }

  /// As one word of a line for 'sbatch', which knows double quotes.
  fileprivate func sbatchWord(with end: String) -> String {
    "\"" + replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") + end + "\""
  }
}
