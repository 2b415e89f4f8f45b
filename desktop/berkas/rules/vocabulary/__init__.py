"""The office's words on which the program branches, each with the label people read.

Stored codes are Indonesian words in snake_case; they stand in the book, in workbooks, on the command line
and in database checks. Words that an office may add to (channels, unit kinds, kinds of documents, case
stages, tariffs, opinion bands) are rows of reference tables in the book, not members here.

Never imports anything of the project outside this package.
"""

from berkas.rules.vocabulary.award import (
    AwardResult,
    AwardStage,
    Completeness,
    CoverKind,
    EvidenceKind,
    FaultSeverity,
    FindingKind,
    FollowupOrigin,
    FollowupStatus,
    SupervisionOrigin,
)
from berkas.rules.vocabulary.complaints import (
    ComplaintClass,
    ComplaintEvent,
    ComplaintStatus,
    ComplaintStream,
    InformationDecision,
)
from berkas.rules.vocabulary.legal_aid import (
    AccreditationCategory,
    AccreditationResult,
    AccreditationStage,
    BudgetPart,
    CaseState,
    RealisationSystem,
    ReimbursementState,
    RequestForm,
    Sanction,
    ServiceKind,
    WorkerKind,
)
from berkas.rules.vocabulary.papers import DutyState, ImportPolicy, IssuedState, PageSize, PaperTruth, Rhythm
from berkas.rules.vocabulary.persons import (
    Consent,
    PersonStatus,
    Role,
    Sex,
    SignerRole,
    SigningCapacity,
    TraceResult,
    VulnerableGroup,
)
from berkas.rules.vocabulary.time import (
    Confidence,
    DayUnit,
    DueState,
    FigureKind,
    HolidayKind,
    StepSide,
    TimeZone,
)
from berkas.rules.vocabulary.visits import (
    AnswerPass,
    AssessmentState,
    FormState,
    InterviewMode,
    Missing,
    SampleOutcome,
    SettledBy,
    VisitPurpose,
    VisitState,
)
from berkas.rules.vocabulary.word import Word

__all__ = [
    "AccreditationCategory",
    "AccreditationResult",
    "AccreditationStage",
    "AnswerPass",
    "AssessmentState",
    "AwardResult",
    "AwardStage",
    "BudgetPart",
    "CaseState",
    "ComplaintClass",
    "ComplaintEvent",
    "ComplaintStatus",
    "ComplaintStream",
    "Completeness",
    "Confidence",
    "Consent",
    "CoverKind",
    "DayUnit",
    "DueState",
    "DutyState",
    "EvidenceKind",
    "FaultSeverity",
    "FigureKind",
    "FindingKind",
    "FollowupOrigin",
    "FollowupStatus",
    "FormState",
    "HolidayKind",
    "ImportPolicy",
    "InformationDecision",
    "InterviewMode",
    "IssuedState",
    "Missing",
    "PageSize",
    "PaperTruth",
    "PersonStatus",
    "RealisationSystem",
    "ReimbursementState",
    "RequestForm",
    "Rhythm",
    "Role",
    "SampleOutcome",
    "Sanction",
    "ServiceKind",
    "SettledBy",
    "Sex",
    "SignerRole",
    "SigningCapacity",
    "StepSide",
    "SupervisionOrigin",
    "TimeZone",
    "TraceResult",
    "VisitPurpose",
    "VisitState",
    "VulnerableGroup",
    "Word",
    "WorkerKind",
]
