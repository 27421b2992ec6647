import CXML2

/// Parses XML with libxml2, to check feeds and sitemaps without the code that wrote them.
enum XMLJudge {
  /// Returns the texts of all elements called `name`, in order; `nil` if `bytes` are not
  /// well-formed.
  static func texts(of name: String, in bytes: [UInt8]) -> [String]? {
    let options = Int32(
      XML_PARSE_NONET.rawValue | XML_PARSE_NOERROR.rawValue | XML_PARSE_NOWARNING.rawValue)
    return bytes.withUnsafeBytes { buffer in
      let text = buffer.bindMemory(to: CChar.self).baseAddress
      guard let reader = xmlReaderForMemory(text, Int32(buffer.count), nil, nil, options) else {
        return nil
      }
      defer { xmlFreeTextReader(reader) }
      return texts(of: name, reader)
    }
  }

  private static func texts(of name: String, _ reader: xmlTextReaderPtr) -> [String]? {
    var texts: [String] = []
    var isInside = false
    while true {
      switch xmlTextReaderRead(reader) {
      case 0: return texts
      case 1: break
      default: return nil
      }
      switch xmlTextReaderNodeType(reader) {
      case 1:
        isInside = string(xmlTextReaderConstLocalName(reader)) == name
        if isInside { texts.append("") }
      case 3 where isInside: texts[texts.count - 1] += string(xmlTextReaderConstValue(reader))
      case 15: isInside = false
      default: break
      }
    }
  }

  private static func string(_ text: UnsafePointer<UInt8>?) -> String {
    text.map { String(cString: $0) } ?? ""
  }
}
