# لوحة العمليات بالعربية. كل رسالة موجودة في كل لغة، ويقارن اختبارٌ بين الملفات.

title = كوريدور
title-page = { $page } · { $operation } · كوريدور
skip = انتقل إلى الصفحة
loading = جارٍ طلب بيانات العملية من الخادم …
loading-trouble = الخادم لا يجيب. تستمر هذه الصفحة في المحاولة؛ تأكد من تشغيل المحور ومن أن هذا الجهاز على شبكته.

## الإطار
nav = الصفحات
nav-now = الآن
nav-plan = الخطة
nav-convoys = القوافل
nav-devices = الأجهزة
top-time = التوقيت المحلي
top-utc = ع.م { $time }
top-corridor = الممر
top-next = القافلة التالية
top-seal = آخر ختم مصادَق عليه
top-connection = الاتصال
top-operator = المشغّل
operator-none = لم يُسجَّل الدخول
operator-none-why = لا يوجد تسجيل دخول في هذا الإصدار بعد: كل من يصل إلى هذا العنوان يرى الصفحة نفسها.
seal-none = لم يُصادَق عليه بعد
seal-none-why = لم يصادق أي مراقب على السجل في هذه العملية. تستند الأرقام إلى إفادات موقّعة فقط.
seal-age = منذ { $span }
next-none = لا قافلة مخططة
next-in = { $convoy } بعد { $time }
next-due = كان موعد { $convoy } قبل { $span }
connection-connecting = جارٍ الاتصال …
connection-live = مباشر
connection-quiet = آخر خبر قبل { $span }
connection-lost = انقطع الاتصال منذ { $time }: الأرقام أدناه هي كما كانت عند { $asof }
connection-lost-short = مقطوع منذ { $time }
connection-lost-never = لا اتصال بالخادم بعد: لا شيء أدناه معروف
connection-lost-do = تستمر هذه الصفحة في المحاولة. افحص المحور وشبكة هذا الجهاز، واعمل باللاسلكي حتى يعود.
corridor-open = مفتوح
corridor-open-until = مفتوح حتى { $until }
corridor-closed = مغلق
corridor-closed-until = مغلق حتى { $until }
corridor-suspended = معلّق منذ { $since } من قِبل { $by }
corridor-suspended-plain = معلّق منذ { $since }
not-known = غير معروف بعد
language = اللغة
lang-en = English
lang-ar = العربية
lang-fr = Français
numerals = الأرقام
numerals-latn = 123
numerals-arab = ١٢٣
theme-day = نهار
theme-night = ليل
search = بحث
close = إغلاق
by-unknown = جهاز غير معروف
place-unknown = مكان غير مذكور

## التمرين
drill = تمرين
drill-what = أشخاص محاكَون: لا شيء على هذه الشاشة حقيقي.
drill-speed = { $speed } × الزمن الحقيقي
drill-paused = متوقف
drill-finished = انتهى: بلغت العملية المحاكاة نهايتها
drill-pause = إيقاف
drill-run = تشغيل
drill-speeds = سرعة التمرين

## المدد
span-s = { $s } ث
span-min = { $min } د
span-h = { $h } س
span-h-min = { $h } س { $min } د
span-d-h = { $d } ي { $h } س

## الناس
count-people = { $n ->
    [zero] لا أحد
    [one] شخص واحد
    [two] شخصان
    [few] { $n } أشخاص
    [many] { $n } شخصاً
   *[other] { $n } شخص
  }
count-stretcher = { $n } على نقالة
count-wounded = { $n } جريح
count-other = { $n } آخرون
category-all = الكل
category-stretcher = على نقالة
category-wounded = جرحى
category-other = آخرون

## الحساب
account = الحساب
account-registered = مسجَّلون
account-waiting = ينتظرون
account-on_the_way = في الطريق
account-out = خرجوا
account-declined = رفضوا
account-died = توفوا
account-unaccounted = مجهولو المصير
account-boarded = صعدوا
account-born = وُلدوا
account-unlisted = خارج القائمة
account-received = استُقبلوا
account-handed_over = سُلّموا
account-removed = أُنزلوا قسراً
account-left = نزلوا في الطريق
account-aboard = على المتن
account-assigned = مخصَّصون
account-headcount = عدّ الرؤوس
balance-closes = المجموع متطابق.
balance-rests = إفادة
balance-open = المجموع غير متطابق: الفرق { $n } بين الطرفين. افتح مصادر الطرفين قبل استعمال أي من هذه الأرقام.
balance-differs = المجاميع متطابقة لكن إحدى الفئات ليست كذلك. افتح مصادر كل فئة قبل استعمال هذه الأرقام.

## التنبيهات
attention = تحتاج إلى انتباه
attention-none = لا شيء يحتاج إلى أحد الآن. تظهر الأمور الجديدة هنا تلقائياً، والأشد إلحاحاً أولاً.
attention-since = منذ { $span }
attention-owner = لدى: { $owner }
attention-sources = المصادر
attention-convoy = افتح { $convoy }
attention-look = افتح المصادر وقرّر.
urgency-people = أشخاص مجهولو المصير
urgency-decision = يلزم قرار
urgency-note = للعلم
role-coordinator = المنسّق
role-registrar = المسجِّل
role-gate = البوابة
role-convoy_leader = قائد القافلة
role-receiver = المستقبِل
role-clinician = الطبيب
role-monitor = المراقب
role-viewer = المطّلع
role-custodian = المؤتمن
role-adjudicator = المحكّم
role-witness = الشاهد
subject-vehicle-convoy = { $vehicle } (القافلة { $convoy })
subject-convoy = القافلة { $convoy }
subject-operation = العملية
subject-corridor = الممر
subject-vehicle-at = مركبة عند { $place }
subject-vehicle-any = مركبة
clash-unknown = يناقض بعضها بعضاً
clash-two_trips = في رحلتين دون مغادرة الأولى
clash-two_places = استُقبل في مكانين دون رحلة بينهما
clash-after_death = صعد بعد وفاته
clash-left_and_received = نزل في الطريق واستُقبل من الرحلة نفسها
clash-out_of_order = استُقبل أولاً ثم صعد في مكان آخر
clash-category = سُجّل باحتياجات مختلفة
clash-two_parties = سُجّل في أسرتين أو في مكانين
clash-answer = جوابان في اللحظة نفسها
clash-without_agreement = صعد دون موافقة
attention-missing = { $count ->
    [zero] { $subject }: لا أحد مفقود.
    [one] صعد شخص واحد إلى { $subject } ولم يُستقبَل.
    [two] صعد شخصان إلى { $subject } ولم يُستقبَلا.
    [few] صعد { $count } أشخاص إلى { $subject } ولم يُستقبَلوا.
    [many] صعد { $count } شخصاً إلى { $subject } ولم يُستقبَلوا.
   *[other] صعد { $count } شخص إلى { $subject } ولم يُستقبَلوا.
  }
attention-missing-do = اتصل بالمستقبِل والمرافق الآن؛ أعد عدّ المركبة؛ أبقها في مكانها حتى يُعثر عليهم.
attention-unlisted = { $count ->
    [zero] { $subject }: لا أحد خارج القائمة.
    [one] وصل شخص واحد على متن { $subject } دون أن يكون في قائمتها.
    [two] وصل شخصان على متن { $subject } دون أن يكونا في قائمتها.
    [few] وصل { $count } أشخاص على متن { $subject } دون أن يكونوا في قائمتها.
    [many] وصل { $count } شخصاً على متن { $subject } دون أن يكونوا في قائمتها.
   *[other] وصل { $count } شخص على متن { $subject } دون أن يكونوا في قائمتها.
  }
attention-unlisted-do = سجّلهم حيث هم، واسأل من أي باب صعدوا.
attention-removed = { $count ->
    [zero] { $subject }: لم يُنزَل أحد عند { $place }.
    [one] أُنزل شخص واحد قسراً من { $subject } عند { $place }.
    [two] أُنزل شخصان قسراً من { $subject } عند { $place }.
    [few] أُنزل { $count } أشخاص قسراً من { $subject } عند { $place }.
    [many] أُنزل { $count } شخصاً قسراً من { $subject } عند { $place }.
   *[other] أُنزل { $count } شخص قسراً من { $subject } عند { $place }.
  }
attention-removed-do = افتح التتبّع: أبلغ المراقب والمنسّق، وسجّل من شهد ذلك، واسأل الطرف الآخر عن عددهم.
attention-died = { $count ->
    [zero] لم يتوفَّ أحد: { $subject }.
    [one] توفي شخص واحد: { $subject }.
    [two] توفي شخصان: { $subject }.
    [few] توفي { $count } أشخاص: { $subject }.
    [many] توفي { $count } شخصاً: { $subject }.
   *[other] توفي { $count } شخص: { $subject }.
  }
attention-died-do = تأكد من أن الطبيب سجّل الوفاة وأن مرافق العائلة على علم.
attention-no_show = { $count ->
    [zero] { $subject }: لا أحد تخلّف.
    [one] كان لشخص واحد مكان على { $subject } ولم يصعد.
    [two] كان لشخصين مكان على { $subject } ولم يصعدا.
    [few] كان لـ{ $count } أشخاص مكان على { $subject } ولم يصعدوا.
    [many] كان لـ{ $count } شخصاً مكان على { $subject } ولم يصعدوا.
   *[other] كان لـ{ $count } شخص مكان على { $subject } ولم يصعدوا.
  }
attention-no_show-do = اسأل البوابة هل ما زالوا ينتظرون، وخصّص لهم مكاناً في قافلة لاحقة.
attention-headcount_differs = { $subject }: عُدّ { $counted }، والمعروف أن على المتن { $expected }.
attention-headcount_differs-do = أعد العدّ عند التوقف التالي، وبالاسم إن بقي الفرق.
attention-disputed = { $count ->
    [zero] إفادات لا يمكن أن تصح كلها: { $clash }.
    [one] إفادات عن شخص واحد لا يمكن أن تصح كلها: { $clash }.
    [two] إفادات عن شخصين لا يمكن أن تصح كلها: { $clash }.
    [few] إفادات عن { $count } أشخاص لا يمكن أن تصح كلها: { $clash }.
    [many] إفادات عن { $count } شخصاً لا يمكن أن تصح كلها: { $clash }.
   *[other] إفادات عن { $count } شخص لا يمكن أن تصح كلها: { $clash }.
  }
attention-disputed-do = افتح المصادر، واسأل الجهازين، وصحّح الإفادة الخاطئة.
attention-late = تأخرت { $subject } عن الخطة { $late }{ $more ->
    [zero] {""}
    [one] ، وقافلة بعدها
    [two] ، وقافلتان بعدها
    [few] ، و{ $more } قوافل بعدها
    [many] ، و{ $more } قافلة بعدها
   *[other] ، و{ $more } قافلة بعدها
  }.
attention-late-do = اتصل بقائد القافلة؛ أبلغ نقطة العبور ومكان الاستقبال بالوقت الجديد.
attention-suspended = { $hasreason ->
    [yes] { $subject }: تعليق منذ { $since } من قِبل { $by }، والسبب: { $reason }.
   *[no] { $subject }: تعليق منذ { $since } من قِبل { $by }.
  }
attention-suspended-do = أوقف القوافل التالية في أماكنها؛ اطلب من المراقب موعداً؛ وقرّر عند إعادة الفتح.
attention-closed = { $hasuntil ->
    [yes] { $subject }: مغلق حتى { $until }.
   *[no] { $subject }: مغلق ولا موعد للفتح.
  }
attention-closed-do = { $hasuntil ->
    [yes] لا دخول قبل الفتح؛ أخبر المنتظرين بموعد القافلة التالية.
   *[no] اطلب من الأطراف فترة فتح جديدة؛ أخبر المنتظرين أنه لا موعد بعد.
  }
attention-breakdown = تعطلت { $subject }{ $atplace ->
    [yes] {" "}عند { $place }
   *[no] {""}
  }{ $count ->
    [zero] ، ولا أحد على متنها
    [one] ، وعلى متنها شخص واحد
    [two] ، وعلى متنها شخصان
    [few] ، وعلى متنها { $count } أشخاص
    [many] ، وعلى متنها { $count } شخصاً
   *[other] ، وعلى متنها { $count } شخص
  }.
attention-breakdown-do = { $count ->
    [zero] اسحبها عن الطريق؛ رحلاتها اللاحقة تحتاج إلى مركبة أخرى.
   *[other] أرسل مركبة احتياطية لمن عليها؛ انقلهم مع عدٍّ عند البابين.
  }
attention-balance_open = { $count ->
    [zero] { $subject }: لم يبقَ أحد دون استقبال.
    [one] وصل شخص واحد مع { $subject } ولم يُستقبَل بعد.
    [two] وصل شخصان مع { $subject } ولم يُستقبَلا بعد.
    [few] وصل { $count } أشخاص مع { $subject } ولم يُستقبَلوا بعد.
    [many] وصل { $count } شخصاً مع { $subject } ولم يُستقبَلوا بعد.
   *[other] وصل { $count } شخص مع { $subject } ولم يُستقبَلوا بعد.
  }
attention-balance_open-do = اطلب من مكان الاستقبال استقبالهم بالرموز؛ عدّ المركبات قبل أن تنطلق.
attention-silent = لا خبر عن { $subject } منذ { $since }.
attention-silent-do = نادِ باللاسلكي؛ واسأل نقطة العبور الأخيرة هل مرّت.
attention-born = { $count ->
    [zero] لم يولد أحد: { $subject }.
    [one] وُلد طفل واحد: { $subject }.
    [two] وُلد طفلان: { $subject }.
    [few] وُلد { $count } أطفال: { $subject }.
    [many] وُلد { $count } طفلاً: { $subject }.
   *[other] وُلد { $count } طفل: { $subject }.
  }
attention-born-do = تأكد من أن للأم مقعداً أو نقالة وأن المستقبِل ينتظر شخصاً إضافياً.
attention-left = { $count ->
    [zero] { $subject }: لم ينزل أحد في الطريق.
    [one] نزل شخص واحد من { $subject } في الطريق ولا خبر عنه منذ ذلك.
    [two] نزل شخصان من { $subject } في الطريق ولا خبر عنهما منذ ذلك.
    [few] نزل { $count } أشخاص من { $subject } في الطريق ولا خبر عنهم منذ ذلك.
    [many] نزل { $count } شخصاً من { $subject } في الطريق ولا خبر عنهم منذ ذلك.
   *[other] نزل { $count } شخص من { $subject } في الطريق ولا خبر عنهم منذ ذلك.
  }
attention-left-do = اسأل المرافق أين نزلوا وهل هم بأمان؛ سجّلهم حيث يوجدون.
attention-diverted = { $named ->
    [yes] { $count ->
        [zero] { $subject }: لم يُستقبَل أحد في غير المكان المتفق عليه.
        [one] استُقبل شخص واحد من { $subject } في { $place }، خلافاً للمخطط أو المتفق عليه.
        [two] استُقبل شخصان من { $subject } في { $place }، خلافاً للمخطط أو المتفق عليه.
        [few] استُقبل { $count } أشخاص من { $subject } في { $place }، خلافاً للمخطط أو المتفق عليه.
        [many] استُقبل { $count } شخصاً من { $subject } في { $place }، خلافاً للمخطط أو المتفق عليه.
       *[other] استُقبل { $count } شخص من { $subject } في { $place }، خلافاً للمخطط أو المتفق عليه.
      }
   *[no] وصلت { $subject } إلى مكان غير المخطط: { $place }.
  }
attention-diverted-do = اسألهم هل يوافقون على هذه الوجهة وسجّل جوابهم؛ وأبلغ مكان الاستقبال الذي ينتظرهم.
## الأرقام ومصادرها
figure-open = { $label }: { $value }. افتح المصادر.
sources-of = من أين جاء هذا الرقم
sources-value = الرقم المسمّى
sources-rests = { $n ->
    [zero] لا يستند إلى أي إفادة بعد
    [one] يستند إلى إفادة واحدة
    [two] يستند إلى إفادتين
    [few] يستند إلى { $n } إفادات
    [many] يستند إلى { $n } إفادة
   *[other] يستند إلى { $n } إفادة
  }
sources-none = لم تصدر أي إفادة عن هذا بعد. يصبح رقماً حين يفيد جهاز بشيء.
sources-none-corridor = بحسب فترات الفتح في ملف العملية: لم يُفِد أحد بخلاف ذلك.
sources-seal-none = الختم: لم يصادق عليه أي مراقب بعد.
sources-seal = الختم: صودق عليه عند { $time }.
sources-loading = جارٍ طلب الإفادات …
sources-failed = تعذّر الحصول على المصادر: { $what }
sources-devices = من أي أجهزة
sources-device = الجهاز
sources-role = الدور
sources-statements = الإفادات
sources-first = الأولى
sources-last = الأخيرة
sources-newest = الإفادات، الأحدث أولاً
sources-page = { $from }–{ $to } من { $n }
sources-newer = الأحدث
sources-older = الأقدم
sources-claims = ما ادّعاه آخرون عن الشيء نفسه
sources-claims-none = لم يدّعِ أحد من الخارج شيئاً عن هذا.
sources-withdrawn = سُحبت بتصحيح
sources-entry = القيد { $entry }، رقم { $seq } من جهازه
sources-tokens = { $n ->
    [zero] لا رموز
    [one] رمز واحد
    [two] رمزان
    [few] { $n } رموز
    [many] { $n } رمزاً
   *[other] { $n } رمز
  }
claim-range = من { $low } إلى { $high }
claim-grade = الدرجة { $grade }
claim-asof = حتى { $asof }
claim-counted = العدّ هنا:
claim-qualifier = { $qualifier } { $value }

## أنواع الإفادات
kind-enrol = انضم
kind-adopt = اعتُمدت الخطة
kind-register = تسجيل
kind-agree = موافقة
kind-assign = تخصيص
kind-board = صعود
kind-depart = مغادرة
kind-pass = عبور
kind-arrive = وصول
kind-receive = استقبال
kind-hand_over = تسليم
kind-remove = إنزال قسري
kind-alight = نزول
kind-die = وفاة
kind-born = ولادة
kind-break_down = عطل
kind-suspend = تعليق
kind-reopen = إعادة فتح
kind-position = موقع
kind-headcount = عدّ رؤوس
kind-claim = ادعاء
kind-correct = تصحيح
kind-plan_part = جزء من خطة

## حقول الإفادات
field-label = الاسم
field-role = الدور
field-plan_sha256 = الخطة
field-part = الجزء
field-parts = من
field-summary = الملخص
field-party = الأسرة
field-tokens = الرموز
field-people = المجموعة
field-class = الصنف
field-answer = الجواب
field-destinations = الوجهات
field-language = اللغة
field-told = ما قيل لهم
field-parties = الأسر
field-trip = الرحلة
field-to = إلى
field-escorts = المرافقون
field-passage = العبور
field-headcount = عدّ الرؤوس
field-by = من قِبل
field-grade = الدرجة
field-vehicle = المركبة
field-control_point = نقطة العبور
field-reason = السبب
field-lat_e6 = خط العرض
field-lon_e6 = خط الطول
field-count = العدد
field-claimant = المدّعي
field-figure = الرقم
field-low = الأدنى
field-high = الأعلى
field-unit = الوحدة
field-scope = النطاق
field-qualifier = الصيغة
field-as_of = حتى تاريخ
field-source = المصدر
field-entry = القيد
field-why = لماذا
said-yes = نعم
said-declined = رفض
said-stays = يبقى الآن
said-withdrawn = سحب موافقته
said-through = عبرت
said-enters = دخلت

## القوافل
convoys = القوافل
convoys-none = لا قافلة مخططة. ضع خطة من ملف العملية فتظهر قوافلها هنا.
convoy = القافلة
convoy-title = القافلة { $convoy }
convoy-unknown = لا توجد قافلة { $convoy } في الخطة السارية.
convoy-all = كل القوافل
convoy-state = الحالة
convoy-vehicles = المركبات
convoy-persons = المخطط لهم
convoy-from = من
convoy-to = إلى
convoy-departure = المغادرة
convoy-arrival = الوصول
convoy-planned = مخطط
convoy-actual = فعلي
convoy-expected = متوقع
convoy-late = التأخر
convoy-late-by = متأخرة { $span }
convoy-on-time = في موعدها
convoy-control = عبر { $place }
convoy-manifest = المركبات والقوائم
convoy-timeline = التسلسل الزمني
convoy-timeline-none = لم تصدر أي إفادة عن هذه القافلة بعد. يظهر السطر الأول عند بدء الصعود.
convoy-timeline-all = أظهر الأسطر كلها: { $n }
convoy-timeline-last = آخر { $n }
convoy-balance = الميزان
convoy-escort = المرافقون
convoy-escort-of = { $on } من { $needed }
convoy-seats = المقاعد
convoy-seats-both = { $seats } + { $stretchers } نقالة
convoy-missing = مفقودون
state-planned = مخططة
state-boarding = صعود
state-on_the_way = في الطريق
state-arrived = وصلت
state-closed = مكتملة
state-open_balance = ميزان مفتوح
state-broken_down = معطلة
trip = الرحلة
time = الوقت
what = ماذا
where = أين
people = الناس

## الخطة
plan = الخطة
plan-none = لا خطة سارية. ضع خطة بالأمر “corridor plan” فتظهر هنا تلقائياً.
plan-exposure-value = شخص-ساعة في الخطر، مرجّحة ومجموعة لكل شخص حتى يخرج
plan-makespan-value = حتى خروج آخر من يُخرَجون
plan-bound-exposure = لا يمكن لأي خطة أن تنزل عن { $bound } شخص-ساعة: يمكن تحسين هذه بما لا يزيد على { $left } شخص-ساعة.
plan-bound-makespan = لا يمكن لأي خطة أن تنتهي في أقل من { $bound }: يمكن تقصير هذه بما لا يزيد على { $left }.
plan-best = ثبت أن هذه أفضل خطة ممكنة.
plan-bound-none = لا حدّ مثبت لهذه الخطة: لا يُعرف كم يمكن أن تكون غيرها أفضل.
plan-gap = الفجوة { $gap }
plan-delivered = يخرجون
plan-left = يبقون
plan-last = آخر وصول
plan-binding = ما الذي يقيّدها
plan-binding-none = لم يُعثر على ما يقيّد هذه الخطة.
plan-convoys = القوافل
plan-left-who = من يبقى ولماذا
plan-left-none = لا يبقى أحد في هذه الخطة.
plan-left-people = المجموعة
plan-left-parties = الأسر
plan-left-reason = السبب
plan-depart = تغادر
plan-enter = تدخل
plan-arrive = تصل
plan-real = الآن
plan-planned-figures = هذه أرقام الخطة نفسها: نيّات لا إفادات.

## Planning anew
anew = تخطيط جديد
anew-go = خطّط من جديد
anew-intro = خطة جديدة من الآن فصاعداً: ما قُطع من الطريق يبقى، وما تغيّر يُخطَّط له، ولا يُبلَّغ بموعد آخر إلا أقل عدد ممكن من الناس. لا يتغيّر شيء قبل أن تقبلها.
anew-limit = مدة البحث
anew-seconds = { $n ->
    [one] ثانية واحدة
    [two] ثانيتان
    [few] { $n } ثوانٍ
   *[other] { $n } ثانية
  }
anew-reopens = إن كان شيء معلّقاً فليُفترض أن يُفتح
anew-reopens-in = بعد { $span }
anew-reopens-never = ليس قبل النهاية
anew-suspended = الممر معلّق الآن ولا يعرف أحد إلى متى. تحتاج الخطة إلى تقدير؛ خطّط من جديد حين يُعرف المزيد.
anew-open = لا شيء معلّق الآن، فلا أثر لهذا.
anew-running = يجري التخطيط: { $elapsed } من { $limit } ثانية
anew-running-label = ما انقضى من الوقت
anew-progress = القيمة { $value }، الحدّ { $bound }، الفجوة { $gap }؛ جُرّبت { $n } خطة
anew-stop = أوقف وخذ الأفضل حتى الآن
anew-cancel = إلغاء
anew-lead = { $parties ->
    [0] لا يُبلَّغ أحد ممن أُبلغوا بموعد بموعد آخر؛ الخطة ابتداءً من { $at }.
    [one] تُبلَّغ أسرة واحدة بموعد آخر؛ الخطة ابتداءً من { $at }.
    [two] تُبلَّغ أسرتان بموعد آخر؛ الخطة ابتداءً من { $at }.
    [few] تُبلَّغ { $parties } أسر بموعد آخر؛ الخطة ابتداءً من { $at }.
   *[other] تُبلَّغ { $parties } أسرة بموعد آخر؛ الخطة ابتداءً من { $at }.
  }
anew-nothing = لا تغيّر الخطة الجديدة شيئاً: الخطة السارية بجودة أفضل ما عُثر عليه.
anew-later = يغادرون متأخرين عن موعدهم
anew-earlier = يغادرون قبل موعدهم
anew-newly-out = يخرجون بعد أن كانوا سيبقون
anew-newly-left = يبقون بعد أن كانوا سيخرجون
anew-people = أشخاص
anew-person-hours = { $h } شخص-ساعة في المجموع
anew-accept = اقبل وضعها موضع التنفيذ
anew-discard = تجاهلها
anew-again = خطّط مرة أخرى
anew-accept-what = القبول يكتب الخطة إفادات موقّعة، ويعمل الجميع بها من بعد.
anew-held = ساعة التمرين واقفة ريثما تقرّر.
anew-accepted = الخطة الجديدة سارية.
anew-see-plan = انظر الخطة
anew-overtaken = حدث المزيد منذ ذلك: لم يعد هذا المقترح صالحاً.
anew-refused = لم يُنفَّذ.
anew-lost = لم يجب الخادم. لا يُعرف أن شيئاً تغيّر؛ حاول مجدداً.
anew-failed = تعذّر اقتراح خطة.
anew-worth = قيمة الخطتين
anew-before = قبل
anew-after = بعد
anew-value = شخص-ساعة مرجّحة في الخطر
anew-bound = لا تنزل أي خطة عن
anew-gap = الفجوة
anew-before-what = قبل: الخطة السارية دون ما فُقد، كأن كل ما بقي منها يمكن الوفاء به. وما لم يعد ممكناً يُحسب فيها كأنه ممكن.
anew-took = استغرق التخطيط { $s } ثانية.
anew-assumptions = ما افتُرض
anew-assumptions-none = لم يلزم افتراض شيء.
anew-convoys = القوافل: يتغيّر { $n } من { $all }
anew-what = ما يتغيّر
anew-shift = الفرق
anew-same = بلا تغيير
anew-earlier-by = أبكر بـ { $min } د
anew-later-by = متأخرة { $min } د
anew-becomes = تصبح
anew-every = أظهر أيضاً ما لا يتغيّر وعدده { $n }
anew-moved = من يغادر في وقت آخر
anew-moved-none = لا يغادر أحد قبل موعده أو بعده بأكثر من عشر دقائق.
anew-moved-more = { $n ->
    [one] صف واحد آخر لا يظهر؛ المجاميع أعلاه تشمله.
    [two] صفان آخران لا يظهران؛ المجاميع أعلاه تشملهما.
    [few] { $n } صفوف أخرى لا تظهر؛ المجاميع أعلاه تشملها.
   *[other] { $n } صفاً آخر لا يظهر؛ المجاميع أعلاه تشملها.
  }
anew-stays = يبقون
fate-new = جديدة
fate-gone = لا تغادر
fate-changed = تغيّرت
fate-same = كما كانت
place-roadside = على الطريق حيث تعطلت { $trip }
assume-suspended = { $hasplace ->
    [yes] { $place } معلّق منذ { $since }؛ يُفترض أن يُفتح عند { $until }. لم يعد أحد بذلك.
   *[no] الممر كله معلّق منذ { $since }؛ يُفترض أن يُفتح عند { $until }. لم يعد أحد بذلك.
  }
assume-lost = { $vehicle } خارج الخدمة ولا رحلات أخرى لها.
assume-stranded = { $count } من ركّاب { $trip } ينتظرون منذ { $since } حيث تعطلت { $vehicle } ({ $place })؛ والمسافة التي قطعتها مقدّرة من الوقت.
assume-left_out = لا يمكن إدراج { $trip } في الخطة: تُترك مركبتها ومن عليها وعددهم { $count } خارجها.
assume-overdue = { $hassince ->
    [yes] { $trip } وعليها { $count } كان يجب أن تصل عند { $until } وآخر خبر عنها عند { $since }؛ تُعدّ في الطريق.
   *[no] { $trip } وعليها { $count } كان يجب أن تصل عند { $until } ولا خبر عنها؛ تُعدّ في الطريق.
  }
assume-way_back = { $count ->
    [one] مركبة فارغة واحدة تُعدّ عائدة كما خُطّط؛ لا أحد يفيد بذلك.
    [two] مركبتان فارغتان تُعدّان عائدتين كما خُطّط؛ لا أحد يفيد بذلك.
    [few] { $count } مركبات فارغة تُعدّ عائدة كما خُطّط؛ لا أحد يفيد بذلك.
   *[other] { $count } مركبة فارغة تُعدّ عائدة كما خُطّط؛ لا أحد يفيد بذلك.
  }
assume-not_registered = { $count } من { $people } لم يُسجَّلوا بعد؛ يُفترض أن يأتوا كما في ملف العملية.
assume-added = { $count } مسجّلون في { $place } ليسوا في ملف العملية؛ خُطّط لهم كما سُجّلوا.
assume-declined = { $count ->
    [one] شخص واحد رفض أو بقي أو سحب موافقته لا يُخطَّط له.
    [two] شخصان رفضا أو بقيا أو سحبا موافقتهما لا يُخطَّط لهما.
    [few] { $count } أشخاص رفضوا أو بقوا أو سحبوا موافقتهم لا يُخطَّط لهم.
   *[other] { $count } شخصاً رفضوا أو بقوا أو سحبوا موافقتهم لا يُخطَّط لهم.
  }
assume-unaccounted = { $count ->
    [one] شخص واحد لا يُعرف مكانه لا يُخطَّط له.
    [two] شخصان لا يُعرف مكانهما لا يُخطَّط لهما.
    [few] { $count } أشخاص لا يُعرف مكانهم لا يُخطَّط لهم.
   *[other] { $count } شخصاً لا يُعرف مكانهم لا يُخطَّط لهم.
  }
assume-overfull = تحمل { $trip } زيادة على أماكنها { $count }؛ لا تحسبهم الخطة.
assume-outside_window = مرّت مركبات عبر { $place } من { $since } إلى { $until } خارج كل نافذة؛ يُفترض أنه كان مفتوحاً حينها.
assume-irregular = مرّت مركبات عبر { $place } عند { $since } أقرب بعضها إلى بعض مما تسمح به القواعد؛ تُرك كما كان.
assume-aid_aboard = { $vehicle } تحمل مساعدات إلى الداخل؛ تُحسب { $count } دقيقة لتفريغها، فيصعد الناس ابتداءً من { $until }.

## المخطط البياني
diagram = الزمن والمسافة
diagram-what = يمتد الزمن أفقياً من اليمين إلى اليسار، والطريق نزولاً. الخطوط الرفيعة المتقطعة قوافل مخططة، والمتصلة ما حدث، والأشرطة الفاتحة فترات الفتح.
diagram-now = الآن
diagram-near = أقرب
diagram-far = أبعد
diagram-earlier = أبكر
diagram-later = لاحقاً
diagram-hours = حول الآن
diagram-whole = العملية كلها
diagram-legend-plan = مخطط
diagram-legend-real = فعلي
diagram-legend-window = فترة فتح
diagram-km = { $km } كم
diagram-min = { $min } د
diagram-convoy = القافلة { $convoy }، { $state }، تغادر { $depart }، تصل { $arrive }، { $people }
diagram-hint = أشر إلى قافلة، أو اختر واحدة بالأسهم؛ Enter يفتحها.
diagram-none = لا مكان في هذه العملية يقع على طريق معلوم الطول، فلا مسافة تُرسم. أضف “travel” أو “distance_km” إلى طرقها.

## الخريطة
map = الخريطة
map-what = الأماكن ومن ينتظرون فيها، والقوافل وعدد ركابها واتجاهها.
map-approximate = الطرق خطوط مستقيمة بين نقاط معروفة: تقريبية.
map-credit = Natural Earth؛ GeoNames CC BY 4.0
map-plain = خريطة مبسطة: لا يدعم هذا المتصفح WebGL.
map-none = لا إحداثيات لأماكن هذه العملية. أضف “lat” و“lon” إليها لتظهر هنا.
map-fit = الممر كله
map-in = أقرب
map-out = أبعد
map-waiting = { $place }: ينتظر { $n }
map-received = { $place }: استُقبل { $n }
map-km = { $n } كم
map-convoy = القافلة { $convoy }: على المتن { $people }
map-loading = جارٍ رسم الخريطة …
place-staging = مكان تجمّع
place-reception = مكان استقبال
place-hospital = مستشفى
place-control_point = نقطة عبور
place-depot = مرآب
place-junction = مفترق

## البحث والمفاتيح
search-what = قافلة أو مركبة أو مكان أو رمز شخص
search-none = لا شيء بهذا الاسم. جرّب قافلة (C004) أو مركبة (bus-3) أو مكاناً أو رمزاً من ثماني علامات.
search-hint = اكتب جزءاً من الاسم؛ الأسهم تختار، Enter يفتح.
search-vehicle = مركبة، القافلة { $convoy }
search-person = رمز شخص: ما قيل عنه
keys = المفاتيح
keys-search = ابحث عن قافلة أو مركبة أو مكان
keys-help = أظهر هذه المفاتيح
keys-now = اذهب إلى «الآن»
keys-plan = اذهب إلى «الخطة»
keys-anew = اذهب إلى «تخطيط جديد»
keys-convoys = اذهب إلى «القوافل»
keys-devices = اذهب إلى «الأجهزة»
keys-hand = إلى التسليم بالصور
keys-pause = أوقف التمرين أو شغّله
keys-rows = تنقّل في جدول أو بين القوافل
keys-open = افتح مصادر الرقم، أو الصف
keys-close = أغلق اللوحة، ويعود التركيز
keys-diagram = في المخطط: أقرب، أبعد، أبكر، لاحقاً، الآن

## Devices

devices = الأجهزة
devices-intro = يوقّع كل جهاز ما يقوله بمفتاحه الخاص. لا يُحتسب ما يقوله إلا بعد أن يقبله مسجِّل؛ وحتى ذلك الحين يُحفظ ولا يُحتسب.
devices-lost = لم يُجب الخادم. لا يُعرف أن شيئًا تغيّر؛ حاول مرة أخرى.
devices-quorum = يُعدّ الختم مصدَّقًا عندما يتحقق ما يلي:
devices-quorum-none = لم يُسمَّ شهود هنا: تُصنع الأختام، لكن لا يُعرف تصديق مَن يكفي.
devices-device = الجهاز
devices-role = الدور
devices-statements = الإفادات
devices-held = { $n } غير محتسبة
devices-sealed = مختوم
devices-cosigned = مصدَّق
devices-upto = حتى { $size }، قبل { $span }
devices-not-enough = حتى { $size } من { $by }: لا يكفي بعد
devices-never = ليس بعد
devices-proof = الدليل، لتأخذه معك
devices-admit = اقبل …
devices-change = غيّر …
devices-aloud = دع مَن يحمل الجهاز يقرأ كلماته بصوت عالٍ. لا تقبله إلا إذا كانت كل كلمة مطابقة.
devices-place = المكان
devices-everywhere = في كل مكان
devices-hours = لكم ساعة (0: بلا نهاية)
devices-two = يلزم مسجِّلان اثنان
devices-same = الكلمات مطابقة: اقبل
devices-why = السبب
devices-why-lost = فُقد الجهاز
devices-why-accepted = قبلته غرفة العمليات
devices-end = أنهِه: لا يُحتسب شيء بعد الإفادة { $n }
devices-new = جهاز جديد
devices-new-how = يعرض الجهاز رمزًا. اقرأه بالكاميرا هنا، أو أدخله نصًا، فيظهر الجهاز أعلاه مع كلماته.
devices-code = رمز الجهاز
devices-code-wrong = هذا ليس رمز جهاز. انسخه كاملًا.
devices-take = خذ
devices-own = اعرض رمز هذه الوحدة لمركز آخر
devices-own-qr = طلب هذه الوحدة للانضمام، كرمز QR
device-forked = { $role }؛ روى روايتين ابتداءً من الإفادة { $seq }
device-revoked = { $role }؛ أُنهي عند الإفادة { $seq }
device-root = جذر: يحق له قبول غيره
device-enrolled = { $role }
device-asks = يطلب أن يكون { $role }؛ لم يُقبل
device-waiting = ({ $role }: قبله { $by }، ويلزم واحد آخر)
quarantine = في الحجر
quarantine-none = لا شيء في الحجر: كل ما قيل محتسب.
quarantine-some = { $n ->
    [zero] لا إفادات محفوظة
    [one] إفادة واحدة محفوظة ولا تُحتسب
    [two] إفادتان محفوظتان ولا تُحتسبان
    [few] { $n } إفادات محفوظة ولا تُحتسب
    [many] { $n } إفادة محفوظة ولا تُحتسب
   *[other] { $n } إفادة محفوظة ولا تُحتسب
  }؛ { $persons ->
    [zero] كل مَن تذكرهم معروفون من غيرها.
    [one] شخص واحد لا يُذكر إلا فيها.
    [two] شخصان لا يُذكران إلا فيها.
    [few] { $persons } أشخاص لا يُذكرون إلا فيها.
    [many] { $persons } شخصًا لا يُذكرون إلا فيها.
   *[other] { $persons } شخص لا يُذكرون إلا فيها.
  }
quarantine-accept = اقبل
quarantine-accept-all = { $n ->
    [zero] لا شيء
    [one] اقبلها
    [two] اقبلهما
    [few] اقبل هذه الـ{ $n }
    [many] اقبل هذه الـ{ $n }
   *[other] اقبل هذه الـ{ $n }
  }
held-unenrolled = جهازها غير مقبول
held-expired = انتهت مدة جهازها
held-role = ليس لجهازها أن يقولها
held-place = ليس مكان جهازها
held-revoked = بعد إنهاء جهازها
held-forked = روى جهازها روايتين
kind-admit = قُبل جهاز
kind-revoke = أُنهي جهاز
kind-release = قُبل من الحجر
