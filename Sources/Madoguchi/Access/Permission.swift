/// One thing a member of staff may be allowed to do (権限).
package enum Permission: String, Sendable, Codable, CaseIterable {
    /// Open and work on reception cases (受付).
    case receive
    /// Search and look at residents (住民検索).
    case search
    /// Override a verdict with a reason (判定の上書き).
    case override
    /// Decide who a person without a number is in the register (宛名番号の照合), at the counter or after the nightly file.
    case match
    /// See and export the entry queue (入力待ち).
    case entry
    /// Release a case in which somebody's address is suppressed, as the second person (支援措置の解除).
    case release
    /// See 個人番号 in full, each look journalled (個人番号の表示).
    case myNumber = "my-number"
    /// Publish notices and manage staff (管理).
    case administer
}

/// A group of staff with the same rights (権限グループ), defined in `municipality.yaml`.
package struct StaffGroup: Hashable, Sendable, Codable {
    package let id: String
    package let name: String
    package let permissions: Set<Permission>

    package init(id: String, name: String, permissions: Set<Permission>) {
        self.id = id
        self.name = name
        self.permissions = permissions
    }
}
