/// The version of the program, which services that are asked for papers hear too.
public enum Version {
  public static let current = "0.1.0"
}
