/// The program's version, which is also sent to the services that papers are imported from.
public enum Version {
  public static let current = "0.1.0"
}
