use headwater_encoder::Passage;
use headwater_model::Stance;

use super::*;
use crate::ground::{Ground, Sentence};

/// Stance, who it is, sentence; none of the names is known and no source was seen.
const ANSWERED: &[(Stance, &str, &str)] = &[
    (
        Stance::Declines,
        "A Boeing spokeswoman",
        "A Boeing spokeswoman declined to comment on the delay.",
    ),
    (
        Stance::Declines,
        "the hospital",
        "Citing patient privacy, the hospital would not discuss the case.",
    ),
    (
        Stance::Declines,
        "The Pentagon",
        "The Pentagon had no comment on the strike.",
    ),
    (
        Stance::Declines,
        "Finance Minister Arun Seth",
        "“We have nothing to add,” Finance Minister Arun Seth told reporters on Friday.",
    ),
    (
        Stance::Declines,
        "Coach Lena Moll",
        "“No comment,” Coach Lena Moll said as she left the hall.",
    ),
    (
        Stance::Declines,
        "the chief of staff",
        "Asked twice whether the order had been signed, the chief of staff refused to answer.",
    ),
    (
        Stance::Declines,
        "Neither company",
        "Neither company would comment on the talks.",
    ),
    (
        Stance::Declines,
        "her agent",
        "The actress has left the show; her agent declined an interview request.",
    ),
    (
        Stance::Declines,
        "The central bank",
        "The central bank does not comment on individual lenders.",
    ),
    (
        Stance::Declines,
        "Mr. Okoye",
        "Mr. Okoye would neither say where he had been nor discuss the accident, and would not elaborate.",
    ),
    (
        Stance::Declines,
        "Neither the club nor the player",
        "Neither the club nor the player would discuss the length of the contract.",
    ),
    (
        Stance::Declines,
        "A spokesman for the prime minister",
        "A spokesman for the prime minister would not be drawn on the timing of the vote.",
    ),
    (
        Stance::Declines,
        "Detective Ana Silva",
        "“I'm not able to discuss an open investigation,” said Detective Ana Silva.",
    ),
    (
        Stance::Declines,
        "The ministry",
        "The ministry refused to give details of the arrests.",
    ),
    (
        Stance::Declines,
        "Kovac",
        "Kovac, who retired in May, declined through a lawyer to comment.",
    ),
    (
        Stance::Declines,
        "The airline",
        "The airline said it would not comment while the inquiry was under way.",
    ),
    (
        Stance::Declines,
        "the White House",
        "Pressed for a timetable, the White House said it had nothing further to announce.",
    ),
    (
        Stance::Declines,
        "None of the five directors",
        "None of the five directors wished to be interviewed.",
    ),
    (
        Stance::Declines,
        "officials",
        "Beyond that, officials would not say what was found.",
    ),
    (
        Stance::Declines,
        "The judge",
        "The judge sidestepped questions about her own ruling.",
    ),
    (Stance::Declines, "Huawei", "Huawei chose not to comment."),
    (
        Stance::NoResponse,
        "Tesla",
        "Tesla did not respond to multiple requests for comment.",
    ),
    (
        Stance::NoResponse,
        "The mayor's office",
        "The mayor's office had not commented as of Thursday evening.",
    ),
    (
        Stance::NoResponse,
        "Neither Mr. Adeyemi nor his lawyer",
        "Neither Mr. Adeyemi nor his lawyer responded to e-mailed questions.",
    ),
    (
        Stance::NoResponse,
        "Galvez",
        "Messages left for Galvez were not immediately returned.",
    ),
    (
        Stance::NoResponse,
        "the Saudi Embassy in Washington",
        "There was no immediate comment from the Saudi Embassy in Washington.",
    ),
    (
        Stance::NoResponse,
        "The lawyer",
        "The lawyer was not available for comment.",
    ),
    (
        Stance::NoResponse,
        "The company",
        "The company has yet to respond to the lawsuit's allegations.",
    ),
    (
        Stance::NoResponse,
        "Hassan",
        "Hassan could not immediately be reached for comment.",
    ),
    (
        Stance::NoResponse,
        "the family",
        "Efforts to reach the family were unsuccessful.",
    ),
    (
        Stance::NoResponse,
        "the school",
        "Phone calls to the school rang unanswered on Sunday.",
    ),
    (
        Stance::NoResponse,
        "the union",
        "Requests for comment sent to the union drew no response.",
    ),
    (
        Stance::NoResponse,
        "the Turkish military",
        "The Times received no reply from the Turkish military.",
    ),
    (
        Stance::NoResponse,
        "The prime minister",
        "The prime minister left without taking questions.",
    ),
    (
        Stance::NoResponse,
        "No one at the factory",
        "No one at the factory answered the phone.",
    ),
    (Stance::NoResponse, "Meta", "Meta didn't immediately reply."),
    (
        Stance::NoResponse,
        "The sheriff",
        "The sheriff never returned a phone message.",
    ),
    (
        Stance::NoResponse,
        "the regulator",
        "A request for comment to the regulator received no answer by publication.",
    ),
    (
        Stance::NoResponse,
        "The embassy",
        "The embassy failed to respond to three letters.",
    ),
    (
        Stance::NoResponse,
        "Lawyers for the men",
        "Lawyers for the men did not return messages seeking comment.",
    ),
    (
        Stance::NoResponse,
        "The firm",
        "The firm ignored repeated requests for comment.",
    ),
    (
        Stance::NoResponse,
        "Brussels",
        "There was no official reaction from Brussels.",
    ),
    (
        Stance::NoResponse,
        "her brother",
        "Her manager said she was resting; her brother could not be reached by phone.",
    ),
    (
        Stance::NoResponse,
        "Mr. Lind",
        "Attempts to contact Mr. Lind through his publisher failed.",
    ),
    (
        Stance::NoResponse,
        "the warden",
        "Questions e-mailed to the warden were not answered.",
    ),
    (
        Stance::NoResponse,
        "The two senators",
        "The two senators did not answer questions about the flight.",
    ),
    (
        Stance::NoResponse,
        "The foundation",
        "The foundation, which has offices in Geneva, did not get back to the newspaper.",
    ),
    (
        Stance::CannotConfirm,
        "The Red Cross",
        "The Red Cross said it could not confirm the number of prisoners.",
    ),
    (
        Stance::CannotConfirm,
        "Police",
        "Police were unable to confirm whether the two cases were linked.",
    ),
    (
        Stance::CannotConfirm,
        "Interior Minister Karim Daud",
        "Interior Minister Karim Daud said he had no information to confirm the report.",
    ),
    (
        Stance::CannotConfirm,
        "General Ruth Ames",
        "“We cannot verify those numbers at this time,” General Ruth Ames said.",
    ),
    (
        Stance::CannotConfirm,
        "The Pentagon",
        "The Pentagon would neither confirm nor deny the flight.",
    ),
    (
        Stance::CannotConfirm,
        "The United Nations mission",
        "The United Nations mission has not verified the massacre.",
    ),
    (
        Stance::CannotConfirm,
        "Hospital director Ana Lopes",
        "Hospital director Ana Lopes said she was not in a position to verify the claim.",
    ),
    (
        Stance::CannotConfirm,
        "the embassy",
        "Asked about the arrest, the embassy said it was still trying to confirm the details.",
    ),
    (
        Stance::CannotConfirm,
        "Neither the army nor the rebels",
        "Neither the army nor the rebels could confirm the cease-fire.",
    ),
    (
        Stance::CannotConfirm,
        "U.S. officials",
        "U.S. officials said they had no way of verifying the claim.",
    ),
    (
        Stance::CannotConfirm,
        "The governor",
        "The governor, speaking by telephone, said that he could not immediately corroborate the accounts.",
    ),
    (
        Stance::CannotConfirm,
        "NASA",
        "NASA has yet to confirm the discovery.",
    ),
    (
        Stance::CannotConfirm,
        "The coroner",
        "The coroner said there was nothing to confirm the theory and that she had not been able to verify it.",
    ),
    (
        Stance::Denies,
        "The Kremlin",
        "The Kremlin has repeatedly denied any involvement.",
    ),
    (
        Stance::Denies,
        "The minister",
        "The minister denied ordering the raid.",
    ),
    (
        Stance::Denies,
        "Facebook",
        "Facebook rejected accusations that it had misled investors.",
    ),
    (
        Stance::Denies,
        "a spokeswoman for the bank",
        "The claims are “completely baseless,” said a spokeswoman for the bank.",
    ),
    (
        Stance::Denies,
        "Tehran",
        "Israel says the ship carried arms, a charge Tehran denies.",
    ),
    (
        Stance::Denies,
        "The senator",
        "The senator called the report a fabrication.",
    ),
    (
        Stance::Denies,
        "The archbishop",
        "The archbishop described the accusations as lies.",
    ),
    (
        Stance::Denies,
        "the company",
        "The fumes sickened nine workers, a report denied by the company.",
    ),
    (
        Stance::Denies,
        "The player",
        "The player insisted he had never met the dealer.",
    ),
    (
        Stance::Denies,
        "Beijing",
        "Beijing dismissed the report as groundless.",
    ),
    (Stance::Denies, "Castro", "“It's a lie,” Castro said."),
    (
        Stance::Denies,
        "defense lawyer Omar Haddad",
        "There is no truth to the story, defense lawyer Omar Haddad said.",
    ),
    (
        Stance::Denies,
        "The army",
        "The army disputed that account.",
    ),
    (
        Stance::Denies,
        "the governor",
        "The money was never paid, said the governor, denying that he had promised it.",
    ),
    (
        Stance::Denies,
        "The firm",
        "The firm, which is based in Malta, has denied wrongdoing.",
    ),
    (
        Stance::Denies,
        "Mrs. Pell",
        "Mrs. Pell refuted the allegations in a letter to the board.",
    ),
    (
        Stance::Denies,
        "The family",
        "The family says the claim is false.",
    ),
    (
        Stance::Denies,
        "her lawyer",
        "She took the ring, prosecutors say, though her lawyer denies it.",
    ),
    (
        Stance::Denies,
        "The club",
        "The club said reports that he had asked to leave were wide of the mark and untrue.",
    ),
    (Stance::Denies, "Rossi", "Rossi maintains his innocence."),
    (
        Stance::Declines,
        "Apple",
        "Apple, which makes the phone, declined to say how many were sold.",
    ),
    (
        Stance::Declines,
        "the agency's director",
        "“I won't speculate,” the agency's director said.",
    ),
    (
        Stance::Declines,
        "Prime Minister Jonas Veld",
        "Prime Minister Jonas Veld brushed aside questions about his health.",
    ),
    (
        Stance::Declines,
        "Police",
        "Police refused to identify the dead man.",
    ),
    (
        Stance::Declines,
        "a ministry official",
        "Reached at home, a ministry official said he was not prepared to discuss the matter.",
    ),
    (
        Stance::Declines,
        "The duke",
        "The duke has declined all requests for an interview.",
    ),
    (
        Stance::Declines,
        "She",
        "She did not wish to comment, she said, until the trial was over.",
    ),
    (
        Stance::Declines,
        "both men",
        "Through their lawyers, both men declined to be interviewed for this article.",
    ),
    (
        Stance::Declines,
        "The bishop",
        "The bishop turned down several requests for an interview.",
    ),
    (
        Stance::Declines,
        "Nokia",
        "Nokia would say only that talks were continuing, and declined to identify the buyer.",
    ),
    (
        Stance::Declines,
        "the two governments",
        "Neither of the two governments would say what had been agreed.",
    ),
    (
        Stance::Declines,
        "Ms. Roth",
        "“That's not something I'm going to discuss,” Ms. Roth said.",
    ),
    (
        Stance::Declines,
        "The Interior Ministry",
        "The Interior Ministry said it does not comment on individual asylum cases.",
    ),
    (
        Stance::Declines,
        "General Park",
        "General Park, asked if the missile was armed, would not be more specific.",
    ),
    (
        Stance::Declines,
        "He",
        "He acknowledged the meeting but would not discuss what was said.",
    ),
    (
        Stance::NoResponse,
        "The bank",
        "The bank did not reply to questions from Reuters.",
    ),
    (
        Stance::NoResponse,
        "Spokesmen for both armies",
        "Spokesmen for both armies did not respond to messages.",
    ),
    (
        Stance::NoResponse,
        "Ivanov",
        "Ivanov has not responded publicly to the accusations.",
    ),
    (
        Stance::NoResponse,
        "the governor",
        "Telephone messages left at the governor's office were not returned.",
    ),
    (
        Stance::NoResponse,
        "the landlord",
        "Repeated calls to the landlord rang out.",
    ),
    (
        Stance::NoResponse,
        "the defense ministry",
        "Reuters got no answer from the defense ministry.",
    ),
    (
        Stance::NoResponse,
        "Iran",
        "There was no immediate reaction from Iran.",
    ),
    (
        Stance::NoResponse,
        "Mr. Dube",
        "Mr. Dube, who is traveling abroad, was unavailable for comment.",
    ),
    (
        Stance::NoResponse,
        "TikTok",
        "A spokesperson for TikTok did not immediately have a comment.",
    ),
    (
        Stance::NoResponse,
        "The White House",
        "The White House had no immediate comment.",
    ),
    (
        Stance::NoResponse,
        "Zhou",
        "A woman who answered Zhou's phone hung up, and Zhou did not respond to text messages.",
    ),
    (
        Stance::NoResponse,
        "the couple",
        "Letters to the couple's last known address went unanswered.",
    ),
    (
        Stance::NoResponse,
        "the United Nations",
        "Officials at the United Nations did not return a call seeking comment.",
    ),
    (
        Stance::NoResponse,
        "Gazprom",
        "Gazprom didn't answer an e-mail asking about the leak.",
    ),
    (
        Stance::NoResponse,
        "Nobody at the embassy",
        "Nobody at the embassy could be reached after office hours.",
    ),
    (
        Stance::NoResponse,
        "The militia",
        "The militia did not comment on the report.",
    ),
    (
        Stance::NoResponse,
        "the suspect's family",
        "It was not possible to reach the suspect's family.",
    ),
    (
        Stance::CannotConfirm,
        "The FBI",
        "The FBI has not confirmed the arrest.",
    ),
    (
        Stance::CannotConfirm,
        "The Coast Guard",
        "The Coast Guard was not immediately able to confirm the sinking.",
    ),
    (
        Stance::CannotConfirm,
        "Lieutenant Mona Diaz",
        "“I can't confirm or deny that,” Lieutenant Mona Diaz said.",
    ),
    (
        Stance::CannotConfirm,
        "the airport",
        "A second plane may have landed, but the airport could not confirm it.",
    ),
    (
        Stance::CannotConfirm,
        "The health minister",
        "The health minister told parliament she had no evidence that would confirm the outbreak.",
    ),
    (
        Stance::CannotConfirm,
        "NATO",
        "NATO cannot independently verify the claim, its secretary general, Ulla Brandt, said.",
    ),
    (
        Stance::CannotConfirm,
        "the mayor",
        "It was too early to confirm the cause, the mayor said.",
    ),
    (
        Stance::CannotConfirm,
        "Officials",
        "Officials lacked the means to verify the signatures in the video, they said.",
    ),
    (
        Stance::Denies,
        "Turkey",
        "Turkey denies that its planes crossed the border.",
    ),
    (
        Stance::Denies,
        "The company",
        "The company says the accusation is untrue.",
    ),
    (
        Stance::Denies,
        "Mr. Banda",
        "Mr. Banda, accused of taking the money, has denied the charges.",
    ),
    (
        Stance::Denies,
        "Rwanda",
        "The United Nations says Rwanda armed the rebels, which Rwanda denies.",
    ),
    (
        Stance::Denies,
        "The ministry",
        "The ministry dismissed the claims as “pure fantasy.”",
    ),
    (
        Stance::Denies,
        "Pyongyang",
        "Pyongyang rejected the allegation as a fabrication.",
    ),
    (
        Stance::Denies,
        "a palace spokesman",
        "“These rumors are entirely false,” a palace spokesman said.",
    ),
    (
        Stance::Denies,
        "The general",
        "The general swore that no shell had been fired.",
    ),
    (
        Stance::Denies,
        "Ms. Ito",
        "Ms. Ito, however, denied having signed the paper.",
    ),
    (
        Stance::Denies,
        "The coach",
        "The coach rubbished reports that he would leave.",
    ),
    (
        Stance::Denies,
        "the prime minister",
        "Rejected by the prime minister, the story spread on social media.",
    ),
    (
        Stance::Denies,
        "Venezuela",
        "Venezuela's government denied the report.",
    ),
    (
        Stance::Denies,
        "Serbia",
        "Kosovo blamed Serbia, which rejects the accusation.",
    ),
    (
        Stance::Denies,
        "The director",
        "The director disputed the claim that tickets had been sold twice.",
    ),
    (
        Stance::Denies,
        "the police chief",
        "“We never touched him,” said the police chief, denying that the man was beaten.",
    ),
];

const CHECKED: &[&str] = &[
    "The rebels said they held the bridge. The Washington Post could not independently confirm the claim.",
    "Officials said 40 had died. The figures could not be independently verified.",
    "The video shows a man falling. It was not immediately possible to verify the footage.",
    "The ministry said all drones were shot down. Reuters was unable to verify the report.",
    "The group claimed 12 soldiers were killed. There was no independent confirmation of the claim.",
    "The letter was posted on Monday. CNN has not independently verified its authenticity.",
    "The emails describe payments of $2 million. This newspaper could not establish who wrote them.",
    "The army reported heavy losses, which the agency could not verify.",
    "The death toll, announced by the militia, could not immediately be verified.",
    "Residents spoke of shelling, but Al Jazeera was not able to verify the reports.",
    "AFP was not immediately able to verify the authenticity of the recording.",
    "The account could not be corroborated independently.",
    "A document seen by the Guardian names four men. The Guardian has not been able to verify its authenticity.",
    "Moscow said it had taken the village. There was no way to independently verify the claim.",
    "The Wall Street Journal couldn't independently confirm the death.",
    "The reports, which circulated on social media, have not been independently confirmed.",
    "Independent verification of the claims was not possible.",
    "Neither account could be independently verified.",
    "The prisoners said they were beaten; our correspondent could not confirm their account.",
];

const TRAPS: &[&str] = &[
    "“We have no indication that the claims are false,” the spokesman said.",
    "The mayor did not say that the reports were untrue.",
    "The charity was denied access to the camp.",
    "Sales declined to 40,000 cars in May.",
    "The senate failed to confirm the judge.",
    "The tumor did not respond to chemotherapy.",
    "The board rejected the merger on Friday.",
    "The summit could not be reached before dark.",
    "An agreement could not be reached on Friday.",
    "Her pleas for a new trial went unanswered.",
    "Calls for reform have gone unanswered for a decade.",
    "The keeper denied Silva a second goal.",
    "The court denied the appeal on Tuesday.",
    "The insurer rejected his claim for damages.",
    "The driver refused to stop at the checkpoint.",
    "Firefighters did not respond to the emergency call for an hour.",
    "The manager was not available for selection after the operation.",
    "He dismissed the cook and closed the kitchen.",
    "The poet published the book anonymously in 1911.",
    "The medicine is not available for children.",
    "The judges dismissed the case against the trawler's owner.",
    "Tickets were not immediately available for the second night.",
    "The bank turned down a request for a loan.",
    "Engineers could not determine how the bolt had sheared.",
    "The mayor refused a second glass of wine.",
    "Parliament rejected the budget by nine votes.",
    "The phone was out of reach on the high shelf.",
    "The company did not return the deposit to its customers.",
    "The lock did not answer to the key.",
    "They went on condition that the road was dry.",
    "The results could not be announced before Friday.",
    "The new drug is unavailable in most of Africa.",
    "The goalkeeper denied them twice before half-time.",
    "Two drivers were refused entry at the border.",
    "The engine did not respond.",
    "His letters to the king were returned unopened.",
    "The bridge could not be reached from the north side.",
    "The pilot did not answer the tower's calls.",
    "The jury rejected the testimony of the second witness.",
    "The union declined a seat on the board.",
    "She withheld her name from the ballot.",
    "The church is called Saint Anonymous by children.",
    "The airline could not verify her ticket, so she took the train.",
    "Lawmakers voted to reject the treaty.",
    "The patient was not able to speak for a week.",
    "The virus has not been found in the second village.",
    "No one at the party could say who had brought the dog.",
    "The museum will return the vase to Peru.",
    "The firm failed to return the loan on time.",
    "The horse refused at the third fence.",
    "The council dismissed the idea of a new pool.",
    "The committee will not discuss the budget until May.",
];

fn found(text: &str) -> (Vec<(Stance, String)>, usize) {
    let sentences = headwater_text::sentences(text, 0..text.len()).into_iter();
    let ground = Ground {
        text,
        passages: vec![Passage {
            range: 0..text.len(),
            headline: false,
        }],
        sentences: sentences
            .map(|range| Sentence { range, passage: 0 })
            .collect(),
    };
    let names = Names::default();
    let (answers, checks) = find(&ground, &names, &[], &[]);
    let answers = answers.into_iter();
    let answers = answers.map(|answer| (answer.stance, text[answer.source].to_owned()));
    (answers.collect(), checks.len())
}

#[test]
fn answers_and_whose_they_are() {
    let mut wrong = Vec::new();
    for (stance, who, text) in ANSWERED {
        let (found, _) = found(text);
        let right = found.iter().any(|(is, whose)| {
            is == stance && (whose.contains(who) || who.contains(whose.as_str()))
        });
        if !right {
            wrong.push(format!("{text} {found:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn an_outlet_on_its_own_checking() {
    let unchecked = CHECKED.iter().filter(|text| found(text).1 == 0);
    assert_eq!(unchecked.collect::<Vec<_>>(), Vec::<&&str>::new());
}

#[test]
fn deeds_are_no_answers() {
    let trapped = TRAPS.iter().filter(|text| found(text) != (Vec::new(), 0));
    assert_eq!(trapped.collect::<Vec<_>>(), Vec::<&&str>::new());
}
