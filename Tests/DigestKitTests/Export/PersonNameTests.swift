import Testing

@testable import DigestModel

@Suite struct PersonNameTests {
  @Test(arguments: [
    ("Ashish Vaswani", "Vaswani, Ashish"),
    ("Aidan N. Gomez", "Gomez, Aidan N."),
    ("Aäron van den Oord", "van den Oord, Aäron"),
    ("Vaswani, Ashish", "Vaswani, Ashish"),
    ("Martin Luther King Jr.", "King, Martin Luther, Jr."),
    ("Martin Luther King, Jr.", "King, Martin Luther, Jr."),
    ("OpenAI", "OpenAI"),
    ("王小明", "王小明"),
    ("Gemini Team", "Gemini Team"),
    ("Barnes and Noble", "Barnes and Noble"),
    ("One, Two, Three", "One, Two, Three"),
    ("", ""),
  ])
  func `personal names are inverted, names of groups are not`(printed: String, inverted: String) {
    #expect(PersonName(printed).inverted == inverted)
  }
}
