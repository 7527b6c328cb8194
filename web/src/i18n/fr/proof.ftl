## Ce qui attend en quarantaine, et les appareils qui se contredisent
devices-go = Ouvrir Appareils
attention-quarantine = { $statements ->
    [one] { $statements } déclaration
   *[other] { $statements } déclarations
  } de { $devices ->
    [0] un appareil inconnu
    [one] { $named_by ->
        [yes] { $by }
       *[no] un appareil qui n’a pas dit ce qu’il est
      }
   *[other] { $devices } appareils
  } { $statements ->
    [one] ne compte pas
   *[other] ne comptent pas
  } : { $held ->
    [unenrolled] l’appareil n’est pas admis
    [expired] le temps de l’appareil était passé
    [role] ce n’est pas à l’appareil de le dire
    [place] ce n’est pas le lieu de l’appareil
    [revoked] après la fin de l’appareil
    [forked] l’appareil a dit deux histoires
   *[other] en quarantaine
  }.{ $count ->
    [0] {""}
    [one] {" "}{ $count } personne n’est nommée que par elles.
   *[other] {" "}{ $count } personnes ne sont nommées que par elles.
  }
attention-quarantine-do = { $held ->
    [unenrolled] Dans Appareils : faites lire à haute voix les six mots de l’appareil et admettez-le ; sinon laissez-les de côté.
    [expired] Dans Appareils : prolongez l’appareil s’il est toujours dans les mêmes mains, ou acceptez ce qu’il a dit.
    [role] Dans Appareils : demandez qui l’a dit ; admettez l’appareil pour ce travail, ou acceptez ces seules déclarations.
    [place] Dans Appareils : demandez où est l’appareil ; admettez-le pour ce lieu, ou acceptez ces seules déclarations.
    [revoked] Dans Appareils : demandez à qui le tenait ce qu’il a noté avant la perte ; n’acceptez que cela.
    [forked] Dans Appareils : emportez la preuve, mettez fin à l’appareil, et n’acceptez que ce qu’un autre confirme.
   *[other] Dans Appareils : regardez-les, acceptez-les ou laissez-les de côté.
  }
attention-contradicted = { $by } a scellé une autre histoire de ses { $count } déclarations que celle qui est ici : l’une des deux est fausse.
attention-contradicted-do = Dans Appareils : emportez la preuve, demandez à qui tient l’appareil, et mettez-y fin. Les deux histoires sont gardées.
device-contradicted = a scellé une autre histoire de ses { $seq } déclarations
hand-contradicting = { $n ->
    [one] Un sceau contredit le journal de son appareil
   *[other] { $n } sceaux contredisent le journal de leur appareil
  } : gardé comme preuve. Voir Appareils.
