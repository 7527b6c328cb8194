# الأشخاص والتذاكر والتكرار والمطابقة والورق والثقة.

nav-people = الأشخاص
keys-people = الأشخاص
keys-reconcile = المطابقة
attention-settle = عالِج ذلك
attention-nobody_looks = { $count ->
    [zero] لا أحد يبحث عن المفقودين.
    [one] لا أحد يبحث عن شخص مفقود.
    [two] لا أحد يبحث عن شخصين مفقودين.
    [few] لا أحد يبحث عن { $count } أشخاص مفقودين.
    [many] لا أحد يبحث عن { $count } شخصًا مفقودًا.
   *[other] لا أحد يبحث عن { $count } شخص مفقود.
 }
attention-nobody_looks-do = حدّد لكل منهم من يبحث عنه وما الخطوة التالية.
attention-tell = { $count ->
    [zero] لا تذاكر تغيّرت.
    [one] عائلة واحدة تذكرتها لم تعد صالحة.
    [two] عائلتان تذكرتاهما لم تعودا صالحتين.
    [few] { $count } عائلات تذاكرها لم تعد صالحة.
    [many] { $count } عائلة تذاكرها لم تعد صالحة.
   *[other] { $count } عائلة تذاكرها لم تعد صالحة.
 }
attention-tell-do = أخبرهم بموعد المغادرة الجديد وأعطهم التذكرة الجديدة.
attention-split = { $count ->
    [zero] لا عائلات متفرقة.
    [one] العائلة { $party } متفرقة أو وافقت على السفر متفرقة.
    [two] عائلتان متفرقتان.
    [few] { $count } عائلات متفرقة.
    [many] { $count } عائلة متفرقة.
   *[other] { $count } عائلة متفرقة.
 }
attention-split-do = حدّد من يجمعهم من جديد وكيف.
attention-twin = { $count ->
    [zero] لا تكرار محتمل.
    [one] عائلتان قد تكونان عائلة واحدة سُجّلت مرتين.
    [two] زوجان من العائلات قد يكون كل منهما عائلة واحدة سُجّلت مرتين.
    [few] { $count } أزواج من العائلات قد يكون كل منها عائلة واحدة سُجّلت مرتين.
    [many] { $count } زوجًا من العائلات قد يكون كل منها عائلة واحدة سُجّلت مرتين.
   *[other] { $count } زوج من العائلات قد يكون كل منها عائلة واحدة سُجّلت مرتين.
 }
attention-twin-do = قارن بينهما جنبًا إلى جنب وقرّر.
attention-unclosed = { $count ->
    [zero] لا قوافل مفتوحة.
    [one] قافلة واحدة وصلت ولم يغلقها أحد.
    [two] قافلتان وصلتا ولم يغلقهما أحد.
    [few] { $count } قوافل وصلت ولم يغلقها أحد.
    [many] { $count } قافلة وصلت ولم يغلقها أحد.
   *[other] { $count } قافلة وصلت ولم يغلقها أحد.
 }
attention-unclosed-do = طابق كل مركبة ثم أغلق القافلة.
kind-ticket = تذكرة
kind-close = أُغلقت القافلة
kind-twin = تكرار محتمل
kind-attend = مسألة قيد المتابعة
kind-transcribe = نُسخ عن ورق
field-depart = المغادرة
field-persons = الأشخاص
field-convoy = القافلة
field-trips = الرحلات
field-likeness = التشابه
field-persons_in_common = أشخاص مشتركون
field-matter = المسألة
field-who = لدى
field-step = الخطوة التالية
field-done = أُنجز
field-sheet = الورقة
field-written_by = كتبها
likeness-suspected = قد تكونان واحدة
likeness-same = عائلة واحدة
likeness-apart = عائلتان
likeness-both = قُرّر الأمران: تُحسبان اثنتين
yes = نعم
people-title = الأشخاص
people-search = بحث
people-ask = رمز شخص أو عائلة، أو مركبة، أو رحلة
people-look = ابحث
people-how = اكتب علامات البطاقة الثماني أو مركبة مثل bus-3. رموز فقط: الأسماء مختومة ويفتحها أمينان معًا.
people-more = هناك المزيد؛ تُعرض الأوائل فقط.
people-party = العائلة
people-person = الشخص
people-where = أين
people-need = الحاجة
people-trips = الرحلات
people-ticket = التذكرة
people-no-party = لم يُسجَّل
people-same = بقرار: نفس { $codes }.
found-nothing = لا شيء معروف عن «{ $q }».
found-mistyped = «{ $q }» ليس رمزًا: قُرئت علامة أو كُتبت خطأ. اقرأ البطاقة من جديد.
tickets = التذاكر
tickets-what = كل من لا يغادر الآن يحصل على مكان موقّع ومؤرّخ في قافلة لاحقة من الخطة السارية. يمكن التحقق منه في أي مكان بالمفتاح العلني وحده. تُبقي الخطة الجديدة عليه إلا إذا أخرج التغيير عددًا أكبر أو أبكر.
promise-lost = فُقد المكان
promise-moved = تغيّر
promise-new = بلا تذكرة بعد
promise-without = بلا مكان في الخطة
promise-called = دُعي للصعود
promise-kept = التذكرة صالحة
tickets-print = اطبع التذاكر (PDF)
tickets-print-sheets = اطبع الأوراق { $from } إلى { $to } من { $all }
tickets-sheets-before = الأوراق السابقة
tickets-sheets-after = الأوراق التالية
tickets-key = موقّعة بـ
tickets-tell = من يجب إخباره
tickets-tell-none = لا أحد: كل تذكرة بأيدي الناس صالحة.
tickets-before = القديم
tickets-after = الجديد
tickets-none = لا مكان
tickets-unissued = لم تُوقَّع بعد
tickets-told = أُخبروا
tickets-told-all = أُخبر الجميع
tickets-told-by = أخبرهم { $who }
tickets-waiting = عائلات تنتظر
tickets-show = اعرض
tickets-all = الكل
tickets-everywhere = كل الأماكن
tickets-nobody = لا أحد من هؤلاء ينتظر.
tickets-stands = الحال
tickets-held = التذكرة
tickets-planned = المكان في الخطة
tickets-rest = { $n } أخرى غير معروضة.
tickets-qr = رمز التذكرة
tickets-issued = صدرت { $at }
tickets-check = تحقّق من تذكرة
tickets-code = نص رمزها
tickets-check-do = تحقّق
verdict-good = صالحة.
verdict-replaced = استُبدلت: تُحسب تذكرة أحدث.
verdict-unknown = وقّعها جهاز من هذه العملية لكنها لم تُسجَّل هنا.
verdict-stranger = لم يوقّعها أحد معروف هنا. لا تثق بها.
verdict-other_operation = من عملية أخرى.
twins = تكرار محتمل
twins-what = قد تكون العائلة نفسها سُجّلت مرتين على هاتفين. لا يُدمج شيء من تلقاء نفسه: قارن وقرّر. إذا دُمجتا حُسبتا مرة واحدة في كل مكان، وتصلح كل بطاقة.
twins-none = لا عائلتان تبدوان عائلة واحدة.
twins-why = لماذا تقرّر ذلك (بلا أسماء)
twins-why-such = سألناهم عند البوابة
twins-chance = { $n } من كل 100 زوج كهذا أسرة واحدة
twins-chance-low = احتمال ضئيل بحسب الأفراد والمكان والوقت
twins-sure = مدى اليقين: بلا أسماء لا يُعتمد إلا على أفراد الأسرة ومكان تسجيلها ووقته. في حشود مُختلَقة كان نحو نصف الأزواج المعروضة أسرة واحدة، ولم يُعثر على ثلاثة من كل أربعة أزواج؛ أما الأسر من ستة أفراد فأكثر فيُعثر عليها بضعف ذلك. اسأل الناس. لا تُقارن الأسماء إلا على جهاز أمين (corridor custody match)، وما يُعثر عليه هناك يظهر هنا.
twins-one-person = شخص واحد
twins-only = هنا فقط
twins-keep = هما اثنتان: أبقِهما
twins-decided = ما قُرّر
twins-decided-none = لم يُقرَّر شيء بعد.
twins-undo = يُسحب القرار بتصحيح بيانه. القرارات:
trait-nearly_same_make_up = الأشخاص أنفسهم إلا واحدًا
trait-same_place = المكان نفسه
trait-other_place = مكانان مختلفان
trait-other_device = هاتفان مختلفان
trait-same_device = الهاتف نفسه
trait-apart = بفارق { $span }
trait-one_gone = غادرت إحداهما ولم تُرَ الأخرى
trait-said = قيل: { $why }
sex-female = أنثى
sex-male = ذكر
sex-unknown = الجنس غير معروف
age-infant = 0–4
age-child = 5–17
age-adult = 18–59
age-older = 60+
age-unknown = العمر غير معروف
reconcile = المطابقة
reconcile-what = تُغلق القافلة حين يتساوى في كل مركبة: الصاعدون + المواليد + غير المسجلين = المستقبَلون + المسلَّمون + المُنزَلون قسرًا + النازلون + الوفيات + غير المعروف مصيرهم، وكل من لا يُعرف مصيره مهمةٌ لدى أحد مع خطوة تالية.
reconcile-open = غير مغلقة
reconcile-open-none = كل قافلة بدأت قد أُغلقت.
reconcile-settled = لا شيء مفتوح
reconcile-unsettled = مفتوحة
reconcile-reopened = أُغلقت من قبل ثم فُتح شيء:
reconcile-close = أغلق { $convoy }
reconcile-sum = المجموع
reconcile-why = لماذا لا تُغلق
reconcile-all = اعرض الكل ({ $n })
reconcile-closed = مغلقة
reconcile-closed-none = لا شيء بعد.
open-not_left = لم تغادر
open-on_the_way = في الطريق
open-broken_down = معطلة وعليها أشخاص
open-aboard = { $n } لم يُستقبلوا
open-count_differs = عُدّ { $n } والمعروف { $expected }
open-nobody_looks = لا أحد يبحث عن { $token }
term-boarded = صعدوا
term-born = وُلدوا
term-unlisted = غير مسجلين
term-received = استُقبلوا
term-handed_over = سُلّموا
term-removed = أُنزلوا قسرًا
term-left = نزلوا
term-died = توفوا
term-aboard = على متنها
term-unaccounted = مصير غير معروف
searches = من يُبحث عنهم
searches-none = لا أحد: مكان الجميع معروف.
searches-seen = آخر مشاهدة
searches-by = مِن قِبَل
searches-alarm = لا أحد يتولاها
search-missing = مفقود
search-removed = أُنزل قسرًا
search-left = نزل في الطريق
search-disputed = متنازع عليه
apart = عائلات متفرقة
apart-none = لا عائلة متفرقة.
apart-where = من أين
attend = من يتولاها
attend-done = أُنجز
attend-nobody = لا أحد
attend-who = الجهة
attend-who-post = فريق البحث، نهارًا
attend-step = الخطوة التالية
attend-say = صرّح
attend-is-done = لا مزيد
attend-take = تولَّها
attend-change = غيّر
paper = الورق
paper-print = اطبع
paper-print-how = A4 مع رموز. رقم الورقة يعيد الرموز نفسها. لا مكان للأسماء في أي ورقة.
paper-first = رقم أول ورقة
paper-sheets = عدد الأوراق
paper-trip = الرحلة (النماذج)
papers-cards = بطاقات الرموز
papers-manifest = قائمة ركاب فارغة
papers-tally = عدّ الصعود
papers-tickets = التذاكر
paper-enter = أدخل ما كُتب
paper-enter-how = تصبح بيانات من هذه الوحدة تقول أينما ظهرت من أي ورقة نُسخت وبأي يد: متأخرة ومن يد أخرى.
paper-by = بيد من (الجهة)
paper-codes = الرموز، بينها مسافات أو أسطر
paper-members = سطر لكل شخص: الرمز، F أو M، 0 أو 5 أو 18 أو 60، stretcher أو wounded
paper-add = أضف السطر
paper-strike = اشطب
line-board = صعدوا
line-headcount = عُدّوا
line-depart = غادرت
line-arrive = وصلت
line-receive = استُقبلوا
line-register = سُجّلوا
trust = صفحات آمنة
trust-secure = أنت على الصفحة الآمنة.
trust-secure-what = الكاميرا والمفاتيح والعمل دون اتصال متاحة.
trust-plain = هذه الصفحة ليست آمنة بعد.
trust-plain-what = الكاميرا والمفاتيح والعمل دون اتصال تحتاج الصفحة الآمنة. يمكن كتابة الرموز هنا في هذه الأثناء.
trust-off = لا صفحات آمنة لهذا المركز: شغّله بـ ‎--listen على الشبكة المحلية أو ‎--https.
trust-what = يضمن المركز نفسه بسلطة خاصة به. الجهاز الذي يثق بها يحصل على صفحات آمنة هنا فقط: السلطة محصورة بالشبكات الخاصة.
trust-step-words = ليقرأ أحدهم هذه الكلمات من شاشة المركز نفسه. يجب أن تكون هنا ذاتها:
trust-sha256 = SHA-256
trust-step-file = خذ الشهادة:
trust-step-install = اجعل الجهاز يثق بها:
trust-step-open = افتح الصفحة الآمنة:
trust-step-check = تقول في أعلاها إنها آمنة.
trust-limits = بعد العملية احذف الشهادة من الجهاز في المكان نفسه.
trust-until = تتجدد الشهادة تلقائيًا قبل { $shown }؛ والسلطة قائمة حتى { $authority }.
system-android = أندرويد
system-ios = آيفون، آيباد، ماك
system-windows = ويندوز
system-linux = لينكس
system-android-1 = افتح الإعدادات وابحث عن «شهادة CA».
system-android-2 = اختر «تثبيت على أي حال» وأدخل قفل الشاشة.
system-android-3 = اختر corridor-authority.crt من التنزيلات.
system-android-4 = أغلق المتصفح وافتحه من جديد.
system-ios-1 = افتح الملف واسمح بتنزيل ملف التعريف.
system-ios-2 = الإعدادات: تم تنزيل ملف التعريف، تثبيت.
system-ios-3 = الإعدادات، عام، حول، إعدادات الثقة بالشهادات: فعّلها.
system-ios-4 = على ماك: افتحه في «الوصول إلى سلسلة المفاتيح» واختر «الثقة دائمًا».
system-windows-1 = افتح الملف واختر «تثبيت الشهادة»، المستخدم الحالي.
system-windows-2 = ضعها في «المراجع المصدقة الجذر الموثوق بها».
system-windows-3 = فايرفوكس: الإعدادات، الشهادات، السلطات، استيراد.
system-linux-1 = كروميوم: الإعدادات، الشهادات، السلطات، استيراد؛ ثق بها للمواقع.
system-linux-2 = فايرفوكس: الإعدادات، الشهادات، السلطات، استيراد.
system-linux-3 = مركز آخر: أعطِ الملف لخيار ‎--trust.
tickets-persons = { $n ->
    [zero] لا أحد
    [one] شخص واحد
    [two] شخصان
    [few] { $n } أشخاص
    [many] { $n } شخصًا
   *[other] { $n } شخص
 }
tickets-issue = { $n ->
    [zero] لا تذاكر للتوقيع
    [one] وقّع تذكرة واحدة
    [two] وقّع تذكرتين
    [few] وقّع { $n } تذاكر
    [many] وقّع { $n } تذكرة
   *[other] وقّع { $n } تذكرة
 }
twins-join = { $n ->
    [zero] لا أشخاص للدمج
    [one] هي واحدة: ادمج شخصًا
    [two] هي واحدة: ادمج شخصين
    [few] هي واحدة: ادمج { $n } أشخاص
    [many] هي واحدة: ادمج { $n } شخصًا
   *[other] هي واحدة: ادمج { $n } شخص
 }
trait-same_make_up = { $n ->
    [zero] الأشخاص أنفسهم جنسًا وعمرًا وحاجة؛ ولا عائلة أخرى كذلك
    [one] الأشخاص أنفسهم جنسًا وعمرًا وحاجة؛ وعائلة أخرى كذلك
    [two] الأشخاص أنفسهم جنسًا وعمرًا وحاجة؛ وعائلتان أخريان كذلك
    [few] الأشخاص أنفسهم جنسًا وعمرًا وحاجة؛ و{ $n } عائلات أخرى كذلك
    [many] الأشخاص أنفسهم جنسًا وعمرًا وحاجة؛ و{ $n } عائلة أخرى كذلك
   *[other] الأشخاص أنفسهم جنسًا وعمرًا وحاجة؛ و{ $n } عائلة أخرى كذلك
 }
paper-enter-do = { $n ->
    [zero] لا أسطر
    [one] أدخل سطرًا واحدًا
    [two] أدخل سطرين
    [few] أدخل { $n } أسطر
    [many] أدخل { $n } سطرًا
   *[other] أدخل { $n } سطر
 }
paper-entered = { $n ->
    [zero] لم يُدخل شيء من الورقة { $sheet }.
    [one] أُدخل بيان واحد من الورقة { $sheet }.
    [two] أُدخل بيانان من الورقة { $sheet }.
    [few] أُدخلت { $n } بيانات من الورقة { $sheet }.
    [many] أُدخل { $n } بيانًا من الورقة { $sheet }.
   *[other] أُدخل { $n } بيان من الورقة { $sheet }.
 }
attention-unconfirmed = { $lacks ->
    [gate] { $subject } غادرت بلا تأكيد البوابة{ $more ->
        [0] .
       *[other] { "" } (ومركبات أخرى بلا أحد التأكيدين: { $more }).
    }
    [leader] { $subject } غادرت بلا تأكيد قائد القافلة{ $more ->
        [0] .
       *[other] { "" } (ومركبات أخرى بلا أحد التأكيدين: { $more }).
    }
   *[both] { $subject } غادرت بلا تأكيد البوابة ولا قائد القافلة{ $more ->
        [0] .
       *[other] { "" } (ومركبات أخرى بلا أحد التأكيدين: { $more }).
    }
 }
attention-unconfirmed-do = ابحث عمن عدّ ومن سمح بالمغادرة؛ أعد العدّ عند نقطة التفتيش التالية وقل ما وُجد.
unconfirmed = غادرت بلا التأكيدين
unconfirmed-what = تؤكد البوابة وقائد القافلة معًا أن المركبة تستطيع المغادرة. هنا ينقص تأكيد واحد على الأقل: تبقى هنا حتى يقول أحد ما وُجد.
unconfirmed-lacks = الناقص
confirm-gate = البوابة
confirm-leader = قائد القافلة
confirm-for = { $counted ->
    [zero] لم يُعدّ أحد، بالرموز { $scanned }
    [one] عُدّ شخص واحد، بالرموز { $scanned }
    [two] عُدّ شخصان، بالرموز { $scanned }
    [few] عُدّ { $counted } أشخاص، بالرموز { $scanned }
    [many] عُدّ { $counted } شخصًا، بالرموز { $scanned }
   *[other] عُدّ { $counted } شخص، بالرموز { $scanned }
 }
confirm-awaited = لم يؤكَّد بعد
confirm-never = غادرت بدونه
apart-agreed = يسافر { $who } على حدة: بموافقة { $by }
seat-hold = موقوفة الآن
seat-stop = لا تذهب
convoy-tickets = تذاكر هذه القافلة
convoy-tickets-none = لا أحد من المنتظرين يحمل تذكرة لهذه القافلة أو له مكان فيها.
anew-tell = من يجب إخباره إذا قُبلت هذه الخطة
anew-tell-none = لا أحد من حاملي التذاكر: كل تذكرة بأيدي الناس تبقى صالحة.
trust-link = صفحات مشفّرة للهواتف
asking = جارٍ سؤال المركز …
