/** Replies that break the rules of the others, whole as they arrive: what is new in them and what is not. */

export interface OddReply {
  name: string;
  body: string;
  words: string[];
  old: string[];
}

const odd = (name: string, words: string[], old: string[], body: string): OddReply => ({ name, words, old, body });

export const oddReplies: OddReply[] = [
  odd(
    "answers between the lines, three of them",
    ["We are twelve people.", "No, on paper only.", "Thursday, please call Bob."],
    ["We help teams to ship faster."],
    "On Tue, Jan 6, 2026 at 9:12 AM Ann Sender <ann@sender.example> wrote:\n> We help teams to ship faster.\n>\n> How many are you?\n\nWe are twelve people.\n\n> Do you use a tool today?\n\nNo, on paper only.\n\n> When can we talk?\n\nThursday, please call Bob.\n\n> Ann\n",
  ),
  odd(
    "a letter on top and answers below",
    ["Hi Ann, see my answers inline.", "Yes, in Lyon.", "Around 4,000 a month."],
    ["Hope all is well on your side."],
    "Hi Ann, see my answers inline.\n\nBob\n\nAm 06.01.26 um 09:12 schrieb Ann Sender:\n> Hope all is well on your side.\n>\n> Do you have a warehouse?\nYes, in Lyon.\n> How many parcels?\nAround 4,000 a month.\n",
  ),
  odd(
    "answers in red inside an Outlook history",
    ["Please see my comments below in red.", "Forty seats.", "End of March."],
    ["Regards, Ann"],
    `<div class=WordSection1><p class=MsoNormal>Please see my comments below in red.<o:p></o:p></p><div style='border:none;border-top:solid #E1E1E1 1.0pt;padding:3.0pt 0cm 0cm 0cm'><p class=MsoNormal><b>From:</b> Ann Sender &lt;ann@sender.example&gt;<br><b>Sent:</b> Tuesday, January 6, 2026 9:12 AM<br><b>To:</b> Bob<br><b>Subject:</b> a question</p></div><p class=MsoNormal>We spoke last week about your team.</p><p class=MsoNormal>How many seats?</p><p class=MsoNormal><span style='color:red'>Forty seats.</span></p><p class=MsoNormal>When would you start?</p><p class=MsoNormal><span style='color:red'>End of March.</span></p><p class=MsoNormal>Regards, Ann</p></div>`,
  ),
  odd(
    "out of office in German with dates and a colon",
    [
      "Vielen Dank für Ihre Nachricht.",
      "Ich bin vom 05.01.2026 bis 16.01.2026 nicht im Büro.",
      "In dringenden Fällen: Carla Reyes, carla@reader.example, Tel. 030 123456",
    ],
    [],
    "Guten Tag,\n\nVielen Dank für Ihre Nachricht.\nIch bin vom 05.01.2026 bis 16.01.2026 nicht im Büro.\n\nIn dringenden Fällen: Carla Reyes, carla@reader.example, Tel. 030 123456\n\nMit freundlichen Grüßen\nBob Leser\n",
  ),
  odd(
    "out of office with a table of days",
    ["I am travelling and read mail rarely.", "From: Monday, January 5", "To: Friday, January 9", "Contact: Carla"],
    [],
    "I am travelling and read mail rarely.\n\nFrom: Monday, January 5\nTo: Friday, January 9\nContact: Carla\n\nBob",
  ),
  odd(
    "a reply that tells what somebody wrote",
    [
      "I asked our CFO, and on January 6, 2026 at 9:12 he wrote:",
      "we have no budget before summer.",
      "So please come back in July.",
    ],
    ["Just checking in on this."],
    "I asked our CFO, and on January 6, 2026 at 9:12 he wrote:\nwe have no budget before summer.\n\nSo please come back in July.\n\nOn Mon, Jan 5, 2026 at 10:00 AM Ann Sender <ann@sender.example> wrote:\n> Just checking in on this.\n",
  ),
  odd(
    "new words below a device line",
    ["Not now.", "PS: ask again in May."],
    ["Would you like a demo?"],
    "Not now.\n\nSent from my iPhone\n\nPS: ask again in May.\n\n> On Jan 6, 2026, at 9:12 AM, Ann Sender <ann@sender.example> wrote:\n> \n> Would you like a demo?\n",
  ),
  odd(
    "a contact instead of an answer",
    ["Please contact:", "Carla Reyes", "Head of Procurement", "carla@reader.example", "+34 600 123 456"],
    ["Who buys software at your place?"],
    "Please contact:\n\nCarla Reyes\nHead of Procurement\ncarla@reader.example\n+34 600 123 456\n\nOn Tue, Jan 6, 2026 at 9:12 AM Ann Sender <ann@sender.example> wrote:\n> Who buys software at your place?\n",
  ),
  odd(
    "DingTalk",
    ["可以，周四下午三点。", "请发一份报价。"],
    ["我们帮助像您这样的团队。"],
    "可以，周四下午三点。\n请发一份报价。\n------------------------------------------------------------------\n发件人：Ann Sender <ann@sender.example>\n日　期：2026年01月06日 09:12:04\n收件人：<bob@reader.example>\n主　题：a question\n\n我们帮助像您这样的团队。\n",
  ),
  odd(
    "Foxmail",
    ["谢谢，暂时不需要。"],
    ["您好，打扰了。"],
    `<html><body><div><span></span>谢谢，暂时不需要。</div><div><br></div><hr style="width: 210px; height: 1px;" color="#b5c4df" size="1" align="left"><div><span><div style="margin: 10px;">bob@reader.example</div></span></div><blockquote style="margin-Top: 0px; margin-Bottom: 0px; margin-Left: 0.5em; margin-Right: inherit"><div>&nbsp;</div><div style="border:none;border-top:solid #B5C4DF 1.0pt;padding:3.0pt 0cm 0cm 0cm"><div style="background:#efefef;"><div><b>发件人：</b>&nbsp;<a href="mailto:ann@sender.example">Ann Sender</a></div><div><b>发送时间：</b>&nbsp;2026-01-06&nbsp;09:12</div><div><b>收件人：</b>&nbsp;bob</div><div><b>主题：</b>&nbsp;a question</div></div></div><div>您好，打扰了。</div></blockquote></body></html>`,
  ),
  odd(
    "Daum",
    ["네, 목요일 오후에 통화 가능합니다."],
    ["안녕하세요, 짧은 질문이 있습니다."],
    "네, 목요일 오후에 통화 가능합니다.\n\n--------- 원본 메일 ---------\n보낸사람 : Ann Sender <ann@sender.example>\n받는사람 : bob@reader.example\n날짜 : 2026년 1월 06일(화) 09:12:04\n제목 : a question\n\n안녕하세요, 짧은 질문이 있습니다.\n",
  ),
  odd(
    "Postbox",
    ["Sounds good."],
    ["Are you open to a pilot?"],
    "Sounds good.\n\nAnn Sender wrote on 1/6/26 9:12 AM:\n> Are you open to a pilot?\n",
  ),
  odd(
    "Gmail, Catalan",
    ["D'acord, parlem dijous."],
    ["Podem parlar aquesta setmana?"],
    "D'acord, parlem dijous.\n\nMissatge de Ann Sender <ann@sender.example> del dia dt., 6 de gen. 2026\na les 9:12:\n\n> Podem parlar aquesta setmana?\n",
  ),
  odd(
    "Gmail, Portuguese",
    ["Pode ser na quinta."],
    ["Tem quinze minutos esta semana?"],
    "Pode ser na quinta.\n\nAnn Sender <ann@sender.example> escreveu (terça, 6/01/2026 à(s)\n09:12):\n\n> Tem quinze minutos esta semana?\n",
  ),
  odd(
    "Gmail, Slovenian",
    ["Zanima nas, pošljite ceno."],
    ["Ali imate čas v četrtek?"],
    "Zanima nas, pošljite ceno.\n\nV V tor., 6. jan. 2026 ob 09:12 je oseba Ann Sender <ann@sender.example>\nnapisala:\n\n> Ali imate čas v četrtek?\n",
  ),
  odd(
    "Gmail, Bulgarian",
    ["Да, в четвъртък."],
    ["Имате ли време тази седмица?"],
    "Да, в четвъртък.\n\nНа вт, 6.01.2026 г. в 9:12 Ann Sender <ann@sender.example> написа:\n\n> Имате ли време тази седмица?\n",
  ),
  odd(
    "Gmail, Thai",
    ["ได้ครับ วันพฤหัส"],
    ["สนใจดูตัวอย่างไหมครับ"],
    "ได้ครับ วันพฤหัส\n\nเมื่อ อ. 6 ม.ค. 2026 เวลา 09:12 Ann Sender <ann@sender.example> เขียนว่า:\n\n> สนใจดูตัวอย่างไหมครับ\n",
  ),
  odd(
    "Gmail, Croatian",
    ["Može u četvrtak."],
    ["Imate li vremena za kratak razgovor?"],
    "Može u četvrtak.\n\nuto, 6. sij 2026. u 09:12 Ann Sender <ann@sender.example> napisao je:\n\n> Imate li vremena za kratak razgovor?\n",
  ),
  odd(
    "a long signature with a disclaimer, then the history",
    ["Thanks Ann, forwarded to our IT lead."],
    ["Could you introduce me?", "Kind regards, Ann"],
    `<div>Thanks Ann, forwarded to our IT lead.</div><div><br></div><div>Kind regards,</div><div>Bob Reader</div><div><table><tr><td><img src="cid:logo" alt="Reader Ltd logo"></td><td><b>Bob Reader</b><br>Managing Director<br>Tel: +44 20 7946 0000<br><a href="https://reader.example">reader.example</a></td></tr></table></div><p style="font-size:8pt;color:#808080">This email and any attachments are confidential and intended solely for the addressee. If you have received this message in error, please notify the sender.</p><hr style="display:inline-block;width:98%" tabindex="-1"><div id="divRplyFwdMsg"><b>From:</b> Ann Sender &lt;ann@sender.example&gt;<br><b>Sent:</b> 06 January 2026 09:12<br><b>To:</b> Bob Reader<br><b>Subject:</b> intro</div><div>Could you introduce me?</div><div>Kind regards, Ann</div>`,
  ),
  odd(
    "a warning of the gateway on top",
    ["Looks useful, what does it cost?"],
    ["We built a small tool."],
    `<table><tr><td style="background:#fbe4a0">CAUTION: This email originated from outside of the organisation.</td></tr></table><div>Looks useful, what does it cost?</div><div class="gmail_quote"><div class="gmail_attr">On Tue, Jan 6, 2026 at 9:12 AM Ann Sender wrote:</div><blockquote class="gmail_quote">We built a small tool.</blockquote></div>`,
  ),
  odd(
    "three mails deep",
    ["OK, let us do Friday at 11."],
    ["Friday would suit me.", "Which day is best for you?", "I would like to show you something."],
    "OK, let us do Friday at 11.\n\nOn Wed, Jan 7, 2026 at 8:00 AM Ann Sender <ann@sender.example> wrote:\n\n> Friday would suit me.\n>\n> On Tue, Jan 6, 2026 at 5:00 PM Bob Reader <bob@reader.example> wrote:\n>\n>> Which day is best for you?\n>>\n>> On Tue, Jan 6, 2026 at 9:12 AM Ann Sender <ann@sender.example> wrote:\n>>\n>>> I would like to show you something.\n",
  ),
  odd(
    "quoted lines broken by a gateway",
    ["No thanks."],
    ["we have helped more than two hundred companies like yours to", "save time and money"],
    "No thanks.\n\nOn Tue, Jan 6, 2026 at 9:12 AM Ann Sender <ann@sender.example> wrote:\n> Hi Bob, we have helped more than two hundred companies like yours to\nsave time and money with a very small change.\n> Ann\n",
  ),
  odd(
    "an attribution over three lines",
    ["Call me tomorrow."],
    ["Did you see my last mail?"],
    "Call me tomorrow.\n\nOn Tue, Jan 6, 2026 at 9:12 AM Ann Sender of Sender Laboratories\n<ann.sender@a-very-long-domain-name.sender.example>\nwrote:\n\n> Did you see my last mail?\n",
  ),
  odd(
    "Outlook text with a meeting that looks like headers in the new words",
    ["Let us meet:", "When: Thursday 15:00", "Where: Teams", "Subject: pilot"],
    ["Happy to set something up."],
    "Let us meet:\nWhen: Thursday 15:00\nWhere: Teams\nSubject: pilot\n\nFrom: Ann Sender <ann@sender.example>\nSent: Tuesday, January 6, 2026 9:12 AM\nTo: Bob Reader <bob@reader.example>\nSubject: RE: pilot\n\nHappy to set something up.\n",
  ),
  odd(
    "no answer, only thanks and a name",
    ["Thanks", "Bob"],
    ["Attached is the offer."],
    "Thanks\nBob\n\n-----Original Message-----\nFrom: Ann Sender <ann@sender.example>\nSent: 06 January 2026 09:12\nTo: Bob Reader\nSubject: offer\n\nAttached is the offer.\n",
  ),
  odd(
    "a request to stop, in capitals",
    ["STOP EMAILING ME", "REMOVE ME FROM YOUR LIST"],
    ["I wanted to circle back."],
    "STOP EMAILING ME\nREMOVE ME FROM YOUR LIST\n\n\nOn Tue, Jan 6, 2026, 9:12 AM Ann Sender <ann@sender.example> wrote:\n\n> I wanted to circle back.\n",
  ),
  odd(
    "confidential in a real question",
    ["Before we talk: is our data confidential and where is it stored?", "Our legal team asks for a DPA."],
    ["We are ISO certified."],
    "Before we talk: is our data confidential and where is it stored?\nOur legal team asks for a DPA.\n\nBob\n\nLe mar. 6 janv. 2026 à 09:12, Ann Sender <ann@sender.example> a écrit :\n> We are ISO certified.\n",
  ),
  odd(
    "a numbered list with phone numbers",
    ["1. Our number is +49 30 1234567", "2. My mobile is 0151 234 5678", "3. Write to office@reader.example"],
    ["What is the best number?"],
    "1. Our number is +49 30 1234567\n2. My mobile is 0151 234 5678\n3. Write to office@reader.example\n\nAm 06.01.2026 um 09:12 schrieb Ann Sender <ann@sender.example>:\n> What is the best number?\n",
  ),
  odd(
    "a table in the new words",
    ["Site", "Seats", "Lyon", "Porto", "120"],
    ["How many seats per site?"],
    `<div>Here you go:</div><table><tr><th>Site</th><th>Seats</th></tr><tr><td>Lyon</td><td>120</td></tr><tr><td>Porto</td><td>35</td></tr></table><br><div class="gmail_quote">On Tue, Jan 6, 2026 at 9:12 AM Ann Sender &lt;ann@sender.example&gt; wrote:<br><blockquote class="gmail_quote">How many seats per site?</blockquote></div>`,
  ),
  odd(
    "a rule between two thoughts",
    ["First: the price is too high.", "Second: we like the idea."],
    ["What do you think?"],
    "First: the price is too high.\n\n-----\n\nSecond: we like the idea.\n\nOn Tue, Jan 6, 2026 at 9:12 AM Ann Sender <ann@sender.example> wrote:\n> What do you think?\n",
  ),
  odd(
    "a bounce",
    ["Your message to bob@reader.example couldn't be delivered.", "550 5.1.10 RESOLVER.ADR.RecipientNotFound"],
    [],
    "Your message to bob@reader.example couldn't be delivered.\n\nbob wasn't found at reader.example.\n\nDiagnostic information:\n550 5.1.10 RESOLVER.ADR.RecipientNotFound; Recipient not found by SMTP address lookup\n",
  ),
  odd(
    "Italian, certified mail",
    ["Buongiorno, non siamo interessati."],
    ["Le scrivo per una breve domanda."],
    "Buongiorno, non siamo interessati.\n\nDa: Ann Sender <ann@sender.example>\nInviato: martedì 6 gennaio 2026 09:12\nA: Bob Reader <bob@reader.example>\nOggetto: una domanda\n\nLe scrivo per una breve domanda.\n",
  ),
  odd(
    "Japanese manners",
    ["お世話になっております。", "木曜日の15時でお願いいたします。"],
    ["ご都合はいかがでしょうか。"],
    "Ann様\n\nお世話になっております。\n木曜日の15時でお願いいたします。\n\n鈴木\n\n-----Original Message-----\nFrom: Ann Sender <ann@sender.example>\nSent: Tuesday, January 6, 2026 9:12 AM\nTo: 鈴木\nSubject: 質問\n\nご都合はいかがでしょうか。\n",
  ),
  odd(
    "Swedish with a device line between",
    ["Hej, det låter bra.", "Ring mig på torsdag."],
    ["Har du tid en kvart?"],
    "Hej, det låter bra.\nRing mig på torsdag.\n\nSkickat från min iPhone\n\n> 6 jan. 2026 kl. 09:12 skrev Ann Sender <ann@sender.example>:\n> \n> Har du tid en kvart?\n",
  ),
  odd(
    "Danish, Outlook for phones",
    ["Ja tak, send mig et tilbud."],
    ["Er det noget for jer?"],
    "Ja tak, send mig et tilbud.\n\nFå Outlook til Android<https://aka.ms/AAb9ysg>\n________________________________\nFra: Ann Sender <ann@sender.example>\nSendt: tirsdag den 6. januar 2026 09:12\nTil: bob@reader.example <bob@reader.example>\nEmne: spørgsmål\n\nEr det noget for jer?\n",
  ),
];
