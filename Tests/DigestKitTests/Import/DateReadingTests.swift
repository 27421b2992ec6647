import Testing

@testable import DigestImport
@testable import DigestModel

/// Dates in the orders, languages and states of decay that sources have.
@Suite struct DateReadingTests {
  @Test(arguments: [
    ("2026-01-05T09:00:00Z", "2026-01-05"), ("2026-01-05 09:00", "2026-01-05"),
    ("Fri, 28 Aug 2026 22:22:10 GMT", "2026-08-28"), ("January 2026", "2026-01"),
    ("5 Jan 2026", "2026-01-05"), ("2026", "2026"), ("2026/1/5", "2026-01-05"),
    ("2026/01/05/", "2026-01-05"), ("2026///", "2026"), ("2018-05/2018-06", "2018-05"),
    ("2018-05-03/2018-06-01", "2018-05-03"), ("2017/2018", "2017"), ("2018-05/..", "2018-05"),
    ("2012/May/03", "2012-05-03"), ("2015/october", "2015-10"), ("2018/Sept/", "2018-09"),
    ("2020/11//Nov/Dec2020", "2020-11"), ("2018///Spring", "2018"), ("2018///May 29", "2018-05-29"),
    ("05/13/2012", "2012-05-13"), ("13/05/2012", "2012-05-13"), ("17.01.2014", "2014-01-17"),
    ("3.4.2012", "2012-04-03"), ("05/2018", "2018-05"), ("20120503", "2012-05-03"),
    ("201205", "2012-05"), ("2018/05/29/online", "2018-05-29"), ("29.05.2018", "2018-05-29"),
    ("2018b", "2018"), ("c1998", "1998"), ("[2018]", "2018"), ("2018?", "2018"),
    ("23–27 May 2018", "2018-05-23"), ("30 May -- 2 June 2018", "2018-05-30"),
    ("May/June 2018", "2018-05"), ("May 3rd, 2018", "2018-05-03"), ("3. August 2018", "2018-08-03"),
    ("Juni 2018", "2018-06"), ("12 août 2018", "2018-08-12"), ("luglio 2018", "2018-07"),
    ("maggio 2018", "2018-05"), ("dezembro de 2018", "2018-12"),
    ("3 de marzo de 2018", "2018-03-03"),
    ("2018年5月29日", "2018-05-29"), ("2018/00/00", "2018"), ("2018-00-00", "2018"),
    ("31-05-2018", "2018-05-31"), ("2018-31-05", "2018-05-31"),
  ])
  func `a date is read in any order and language`(text: String, date: String) {
    let reading = DateReading(text)
    #expect(reading.date?.description == date && !reading.isBroken, "\(reading)")
  }

  /// What is right is kept; nothing is made up, and somebody hears of it.
  @Test(arguments: [
    ("2024-99-99", "2024"), ("13/31/2024", "2024"), ("2024-02-31", "2024-02"),
    ("30 February 2018", "2018-02"), ("2023-02-29", "2023-02"), ("03/04/2012", "2012"),
    ("next year", nil), ("in press", nil), ("n.d.", nil), ("99999999999999999999-1-1", nil),
  ])
  func `of a date that is none the part that is right is kept`(text: String, date: String?) {
    let reading = DateReading(text)
    #expect(reading.date?.description == date && reading.isBroken, "\(reading)")
  }

  @Test(arguments: [
    ("07-08", "2018-07"), ("5/6", "2018-05"), ("Issue 11", "2018"), ("No. 3", "2018"),
    ("Dezember", "2018-12"), ("M{\\\"a}rz", "2018-03"), ("Mai", "2018-05"), ("giugno", "2018-06"),
    ("novembre", "2018-11"), ("23{--}27 May", "2018-05-23"), ("Jan.-Feb.", "2018-01"),
    ("13", "2018"), ("Spring", "2018"), ("1~feb", "2018-02-01"),
  ])
  func `a field of a month may hold several, or none`(month: String, date: String) throws {
    let text = "@misc{a, title = {T}, year = 2018, month = {\(month)}}"
    let record = try #require(Importer.bibTeX.records(in: text).records.first)
    #expect(record.published?.description == date)
    #expect(record.date == record.published?.firstDay)
  }

  @Test(arguments: [
    ("date = {2018}, month = may, day = {29}", "2018-05-29"), ("year = {98}", "1998"),
    ("year = {2018b}", "2018"), ("date = {2018/05/29/online}, year = 2018", "2018-05-29"),
    ("date = {29.05.2018}", "2018-05-29"), ("date = {2018-05/2018-06}", "2018-05"),
    ("year = 2018, month = may, day = 29", "2018-05-29"), ("year = 2018, day = 29", "2018"),
  ])
  func `fields of BibTeX make each other fuller`(fields: String, date: String) throws {
    let text = "@misc{a, title = {T}, \(fields)}"
    #expect(Importer.bibTeX.records(in: text).records.first?.published?.description == date)
  }

  @Test(arguments: [
    ("DA  - SEP\nPY  - 2018", "2018-09"), ("DA  - JUN 19\nPY  - 2023", "2023-06-19"),
    ("DA  - Feb 2\nPY  - 2018", "2018-02-02"), ("DA  - Jan-Feb\nPY  - 2018", "2018-01"),
    ("PY  - 2016\nY1  - 2016/10/19", "2016-10-19"), ("PY  - 2016\nY1  - 2015/10/19", "2016"),
    ("DA  - 20120503\nPY  - 2012", "2012-05-03"), ("DA  - n.d.\nPY  - 2016", "2016"),
    ("Y1  - 2013/05/28\nPY  - 2013\nDA  - 2014/04/01", "2014-04-01"),
  ])
  func `tags of RIS make each other fuller`(tags: String, date: String) throws {
    let (records, problems) = Importer.ris.records(in: "TY  - JOUR\nTI  - T\n\(tags)\nER  - \n")
    #expect(records.first?.published?.description == date && problems == [])
  }

  @Test(arguments: [
    ("\"2024-02-31\"", "'2024-02-31' is not a date; only 2024-02 was kept"),
    ("\"next year\"", "'next year' is not a date; the paper has the date of this import"),
  ])
  func `a date that is none is named with its line`(value: String, message: String) {
    let text = "{\"title\": \"A\", \"year\": 2020}\n{\"title\": \"B\", \"published\": \(value)}\n"
    #expect(
      Importer.ownJSON.records(in: text).problems == [
        "x:2:1: warning: \(message)\n  hint: correct it in the source"
      ])
  }

  @Test(arguments: [
    ("{\"date-parts\": [[2018, 2, 30]]}", "2018-02"), ("{\"date-parts\": [[null]]}", nil),
    ("{\"date-parts\": [[99999999999999999999, 1, 1]]}", nil),
    ("{\"date-parts\": [[\"2015\", \"3\"]]}", "2015-03"),
    ("{\"raw\": \"2017-11/2018-02\"}", "2017-11"),
    ("{\"date-parts\": [[2009, \"season-04\"]], \"season\": 4}", "2009"),
    ("\"2018-05\"", "2018-05"),
  ])
  func `dates of CSL-JSON`(issued: String, date: String?) throws {
    let text = "[{\"type\": \"article\", \"title\": \"A\", \"issued\": \(issued)}]"
    let record = try #require(Importer.cslJSON.records(in: text).records.first)
    #expect(record.published?.description == date)
  }
}
