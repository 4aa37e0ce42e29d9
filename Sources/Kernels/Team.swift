import CKernels

/// Threads that share the work of one executor.
///
/// Every number is computed by one of them, in the order in which one thread alone would: results are
/// the same to the bit for a team of any size. A member that another process keeps from its core holds
/// nobody up, and one that waits goes to sleep after a moment.
public final class Team {
  /// Its threads, the one that made it among them; fewer than asked for where the system has no more.
  public var members: Int { Int(ll_team_members(raw)) }
  let raw: OpaquePointer?

  /// A team of so many threads.
  public init(members: Int) {
    precondition(members >= 1, "a team has at least one member, not \(members)")
    raw = members == 1 ? nil : ll_team_start(Int32(members))
  }

  deinit { ll_team_end(raw) }
}
