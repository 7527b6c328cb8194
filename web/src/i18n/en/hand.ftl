## Handing over
hand = Hand over by pictures
hand-intro = Where there is no network and no stick: a screen here, a camera there. Nothing is believed for how it came: every statement is verified when it is taken in.
hand-step-one = The taker shows what is held there, and the giver reads it.
hand-step-two = The giver shows what the taker lacks.
hand-step-three = The taker reads that. Done again the other way round, both hold the same.
hand-held = Show what is held here
hand-read = Read pictures
hand-all = Show everything (small records only)
hand-give = Show what the other side lacks
hand-lost = The server did not answer. Nothing is known to have changed; try again.
hand-too-large = This is more than 64 KiB, too much for pictures. Export it to a stick, or let the hubs sync over a network.
hand-nothing-lacking = The other side lacks nothing that is here.
hand-taken = { $n } statements new, { $known } known already, { $refused } refused.
hand-forked = { $n } of the new ones contradict another statement of their device: both are kept. See Devices.
hand-more = Seals that fit: { $seals }. Sealed blobs new: { $blobs }.
hand-said = This says only what the other side holds.
hand-showing = The pictures
hand-picture = Picture { $n } of { $total }
hand-round = all of them in { $n } s
hand-hold = Let the other camera see the whole picture and leave it running until all are in: order does not matter, and what is missed comes again. No glare; the screen bright.
hand-pause = Pause
hand-go-on = Go on
hand-next = Next picture
hand-speed = { $n } a second
hand-none-yet = No picture read yet. Hold the camera so that the whole code is seen and sharp.
hand-in = { $have } of { $total } pictures are in
hand-missing = Missing: { $list }
hand-foreign = Pictures of another hand-over were seen and left out. If those are the ones you want, begin anew.
hand-damaged = All were in, but together they are not what was sent. It begins anew; keep the camera on the pictures.
hand-anew = Begin anew
camera-insecure = A browser gives a camera only to a safe address (https, or this machine itself). Open this page on the hub itself, have this device trust the field authority, or carry a stick.
camera-refused = The camera was refused. Allow it for this page in the browser’s settings, then choose Read pictures again; or carry a stick.
camera-none = No camera was found. Use a device that has one, or carry a stick.
camera-broken = The camera gives no picture. Close other programs that use it, then choose Read pictures again; or carry a stick.

## Scanning the code of a new device
camera-sees = What the camera sees
scan = Scan with the camera
scan-hold = Hold the device’s code before the camera so that the whole of it is seen and sharp. It is taken by itself; then its words are compared.
scan-other = A code is seen, but it is none of a device that asks to join. Look for the page of the device that shows its code.
hand-came = { $n ->
    [one] One picture
   *[other] { $n } pictures
  } in { $seconds } s.
