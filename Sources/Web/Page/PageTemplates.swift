/// Every page's template, so that a missing file shows at the start and not to a visitor.
let pageTemplates: [String] = [
    FaultPage.template, LogInPage.template, ResumePage.template, TerminalPage.template,
    ReceptionListPage.template, ReceptionRows.template, CasePage.template, PreviewPage.template,
    ResidentSearchPage.template, ResidentResults.template, HouseholdPage.template, MatchListPage.template,
    EntryQueuePage.template,
    PanelPage.template, PanelView.template, PalettePage.template, PaletteForm.template, PaletteResults.template,
]
